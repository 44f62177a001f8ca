package io.werf.core.deploy;

import io.werf.core.chart.Manifest;
import io.werf.core.error.WerfException;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeApiException;
import io.werf.core.plan.DeployKind;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.PlanSpec;
import io.werf.core.plan.Planner;
import io.werf.core.plan.Resource;
import io.werf.core.plan.Resources;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseStatus;
import io.werf.core.release.ReleaseVersion;
import io.werf.core.track.TrackOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A deploy that has not begun: everything is read, nothing is written.
 *
 * @param revisions the history as it was read, oldest first
 * @param lastDeployed the revision to which a failure can be rolled back
 * @param firstDeployed when the release was first deployed
 * @param revision the number of the new revision
 * @param nothingToDo whether neither the cluster nor the record would change
 */
record Preparation(
        List<ReleaseVersion> revisions,
        Optional<Integer> lastDeployed,
        Optional<Instant> firstDeployed,
        int revision,
        DeployKind kind,
        Manifest manifest,
        List<Resource> resources,
        DeployPlan plan,
        boolean nothingToDo) {

    static Preparation prepare(
            DeployRequest request,
            ReleaseHistory history,
            Planner planner,
            Workers workers,
            EventSink events,
            Rights rights) {
        List<ReleaseVersion> revisions;
        try {
            revisions = history.revisions();
        } catch (KubeApiException e) {
            throw rights.complete(e, () -> resources(request, request.chart().render(false, 1), EventSink.none()));
        }
        Optional<ReleaseVersion> last =
                revisions.isEmpty() ? Optional.empty() : Optional.of(revisions.get(revisions.size() - 1));
        Optional<Integer> lastDeployed = ReleaseHistory.lastDeployed(revisions).map(ReleaseVersion::revision);
        int revision = last.map(ReleaseVersion::revision).orElse(0) + 1;
        DeployKind kind = lastDeployed.isPresent() ? DeployKind.UPGRADE : DeployKind.INSTALL;
        // Fetched while the chart is rendered and its kinds are looked up.
        Supplier<List<Release>> loading = workers.begin(() -> earlier(revisions, lastDeployed, history));
        Manifest manifest = request.chart().render(lastDeployed.isPresent(), revision);
        List<Resource> resources = resources(request, manifest, events);
        planner.learnKinds(resources);
        List<Release> earlier = loading.get();
        PlanSpec spec = new PlanSpec(
                request.release(),
                request.namespace(),
                resources,
                objects(earlier),
                kind,
                request.annotations(),
                last.map(version -> version.status().countsAsFailed()).orElse(false),
                request.forceAdoption());
        DeployPlan plan;
        try {
            plan = planner.plan(spec);
        } catch (WerfException e) {
            throw rights.complete(e, () -> resources);
        }
        boolean recorded =
                last.map(version -> version.status() == ReleaseStatus.DEPLOYED).orElse(false)
                        && isRecorded(manifest, resources, earlier.get(earlier.size() - 1));
        return new Preparation(
                revisions,
                lastDeployed,
                earlier.stream().map(release -> release.info().firstDeployed()).findFirst(),
                revision,
                kind,
                manifest,
                resources,
                plan,
                plan.isEmpty() && recorded);
    }

    private static List<Resource> resources(DeployRequest request, Manifest manifest, EventSink events) {
        return Resources.read(
                manifest,
                request.namespace(),
                events,
                resource -> TrackOptions.from(resource.object(), key -> Optional.of(resource.annotation(key))));
    }

    /**
     * The revisions of which objects may live in the cluster: the last deployed one, and those that failed since then.
     */
    static List<Release> earlier(
            List<ReleaseVersion> revisions, Optional<Integer> lastDeployed, ReleaseHistory history) {
        List<Release> releases = new ArrayList<>();
        for (ReleaseVersion version : revisions) {
            if (version.revision() >= lastDeployed.orElse(0) && version.status() != ReleaseStatus.UNINSTALLED) {
                releases.add(history.load(version.revision()));
            }
        }
        return releases;
    }

    /** The objects that those revisions have. */
    static List<Resource> objects(List<Release> releases) {
        return releases.stream()
                .flatMap(release -> Resources.readStored(release.manifest()).stream())
                .toList();
    }

    /** The hooks of a revision, which are not in its manifest. */
    static List<Resource> hooks(Release release) {
        String documents = release.hooks().stream()
                .map(hook ->
                        "---\n# Source: " + hook.getOrDefault("path", "") + "\n" + hook.getOrDefault("manifest", ""))
                .distinct()
                .collect(Collectors.joining("\n"));
        return Resources.readStored(documents);
    }

    /** All objects of a revision. */
    static List<Resource> everything(Release release) {
        List<Resource> all = new ArrayList<>(Resources.readStored(release.manifest()));
        all.addAll(hooks(release));
        return all;
    }

    private static boolean isRecorded(Manifest manifest, List<Resource> resources, Release record) {
        return Resources.areSame(resources, Resources.readStored(record.manifest()))
                && record.config().equals(manifest.userValues())
                && record.info().notes().equals(manifest.notes())
                && record.hooks().size()
                        == resources.stream()
                                .filter(resource -> resource.policy().isHook())
                                .count();
    }

    /** Whether nobody has deployed since the history was read. */
    boolean isStill(List<ReleaseVersion> now) {
        return now.equals(revisions);
    }
}
