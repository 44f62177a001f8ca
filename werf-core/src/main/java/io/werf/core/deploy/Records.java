package io.werf.core.deploy;

import io.werf.core.chart.Manifest;
import io.werf.core.plan.DeployKind;
import io.werf.core.plan.Policy;
import io.werf.core.plan.Resource;
import io.werf.core.plan.Resources;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseStatus;
import io.werf.core.release.ReleaseVersion;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Writes what becomes of a release into its history. */
final class Records {

    private static final int LONGEST_DESCRIPTION = 1000;

    private final ReleaseHistory history;
    private final Clock clock;
    private final UnaryOperator<String> redaction;

    Records(ReleaseHistory history, Clock clock, UnaryOperator<String> redaction) {
        this.history = history;
        this.clock = clock;
        this.redaction = redaction;
    }

    /** The record of a revision that is about to be deployed. */
    Release preparing(DeployRequest request, Preparation prepared) {
        Manifest manifest = prepared.manifest();
        return new Release(
                request.release(),
                request.namespace(),
                prepared.revision(),
                prepared.kind() == DeployKind.INSTALL ? ReleaseStatus.PENDING_INSTALL : ReleaseStatus.PENDING_UPGRADE,
                info(prepared.firstDeployed(), "Preparing", manifest.notes(), request.annotations()),
                manifest.chart(),
                manifest.userValues(),
                Resources.storedManifest(prepared.resources()),
                prepared.resources().stream()
                        .filter(resource -> resource.policy().isHook())
                        .map(Records::hook)
                        .toList());
    }

    /** Stores a new revision; runs which died before were never finished, and are marked as failed first. */
    void begin(Release release, List<ReleaseVersion> revisions) {
        revisions.stream()
                .filter(version -> version.status().isPending())
                .forEach(dead -> history.replace(history.load(dead.revision())
                        .withStatus(ReleaseStatus.FAILED, "The run that deployed it ended before it was done")));
        history.create(release);
    }

    /** The record of a revision that will repeat an earlier one. */
    Release repeating(Release target, int revision) {
        return new Release(
                target.name(),
                target.namespace(),
                revision,
                ReleaseStatus.PENDING_ROLLBACK,
                info(
                        Optional.of(target.info().firstDeployed()),
                        "Rollback to " + target.revision(),
                        target.info().notes(),
                        target.info().annotations()),
                target.chart(),
                target.config(),
                target.manifest(),
                target.hooks());
    }

    /** The revision is what runs now; the one before is not any more. */
    void succeed(Release release, String description, int historyLimit) {
        history.replace(release.withStatus(ReleaseStatus.DEPLOYED, description));
        history.revisions().stream()
                .filter(version ->
                        version.status() == ReleaseStatus.DEPLOYED && version.revision() != release.revision())
                .forEach(version -> {
                    Release before = history.load(version.revision());
                    history.replace(before.withStatus(
                            ReleaseStatus.SUPERSEDED, before.info().description()));
                });
        history.prune(historyLimit);
    }

    /** The revision did not come to run. */
    void fail(Release release, Throwable cause) {
        String text = redaction.apply("Release failed: " + cause.getMessage());
        history.replace(release.withStatus(
                ReleaseStatus.FAILED,
                text.length() > LONGEST_DESCRIPTION ? text.substring(0, LONGEST_DESCRIPTION) + "…" : text));
    }

    /** The objects of the release are about to be removed. */
    void beginDismissal(int revision) {
        history.replace(history.load(revision).withStatus(ReleaseStatus.UNINSTALLING, "Deletion in progress"));
    }

    /** Removes the records, the newest last: while one is left, the next run can go on. */
    void forget(List<ReleaseVersion> revisions) {
        revisions.forEach(version -> history.delete(version.revision()));
    }

    private Release.Info info(
            Optional<Instant> firstDeployed, String description, String notes, Map<String, ?> annotations) {
        Instant now = clock.instant();
        return new Release.Info(
                firstDeployed.orElse(now), now, Optional.empty(), description, notes, Map.copyOf(annotations));
    }

    /** Helm's form of a hook. */
    static Map<String, Object> hook(Resource resource) {
        Map<String, Object> hook = new LinkedHashMap<>();
        hook.put("name", resource.id().name());
        hook.put("kind", resource.id().kind());
        hook.put("path", resource.document().source());
        hook.put("manifest", resource.document().text());
        hook.put("events", resource.policy().hookEvents().stream().sorted().toList());
        hook.put("weight", (long) resource.policy().weight());
        hook.put(
                "delete_policies",
                resource.policy().deletePolicies().stream()
                        .map(Records::helmWord)
                        .sorted()
                        .distinct()
                        .toList());
        return hook;
    }

    private static String helmWord(Policy.DeletePolicy policy) {
        return switch (policy) {
            case BEFORE_CREATION, BEFORE_CREATION_IF_IMMUTABLE -> "before-hook-creation";
            default -> "hook-" + policy.name().toLowerCase(Locale.ROOT);
        };
    }
}
