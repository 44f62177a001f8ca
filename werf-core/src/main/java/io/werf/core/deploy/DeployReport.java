package io.werf.core.deploy;

import io.werf.core.data.Json;
import io.werf.core.release.Release;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What a deploy did. Operations are ids for people, for example {@code create: Deployment/app}, sorted.
 *
 * @param revision the one made; when skipped, the one that is deployed; 0 when there is none
 */
public record DeployReport(
        String release,
        String namespace,
        int revision,
        Status status,
        List<String> completedOperations,
        List<String> canceledOperations,
        List<String> failedOperations) {

    private static final int REPORT_VERSION = 3;

    /** Copies the lists. */
    public DeployReport {
        completedOperations = List.copyOf(completedOperations);
        canceledOperations = List.copyOf(canceledOperations);
        failedOperations = List.copyOf(failedOperations);
    }

    /** How it ended. */
    public enum Status {
        DEPLOYED,
        /** The release was removed. */
        UNINSTALLED,
        FAILED,
        /** There was nothing to do, and nothing was written. */
        SKIPPED
    }

    /** The form of werf's report file, version 3. */
    public String toJson() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("version", REPORT_VERSION);
        tree.put("release", release);
        tree.put("namespace", namespace);
        tree.put("revision", revision);
        tree.put("status", status.name().toLowerCase(Locale.ROOT));
        tree.put("completedOperations", completedOperations);
        tree.put("canceledOperations", canceledOperations);
        tree.put("failedOperations", failedOperations);
        return Json.writeIndented(tree);
    }

    static DeployReport skipped(String release, String namespace, int revision) {
        return new DeployReport(release, namespace, revision, Status.SKIPPED, List.of(), List.of(), List.of());
    }

    /** The same with a removal more that was done, so that it is no longer one of which nothing was to do. */
    DeployReport withCompleted(String operation) {
        return new DeployReport(
                release,
                namespace,
                revision,
                status == Status.SKIPPED ? Status.UNINSTALLED : status,
                Stream.concat(completedOperations.stream(), Stream.of(operation))
                        .sorted()
                        .toList(),
                canceledOperations,
                failedOperations);
    }

    static DeployReport of(Release release, Status status, PlanExecutor.Outcome outcome) {
        return of(release.name(), release.namespace(), release.revision(), status, outcome);
    }

    static DeployReport of(
            String release, String namespace, int revision, Status status, PlanExecutor.Outcome outcome) {
        return new DeployReport(
                release, namespace, revision, status, outcome.completed(), outcome.canceled(), outcome.failed());
    }
}
