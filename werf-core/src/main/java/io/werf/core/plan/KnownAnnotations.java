package io.werf.core.plan;

import io.werf.core.error.Nearest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The annotations that mean something to a deploy. One that only looks like them is a mistake that nothing else would show. */
final class KnownAnnotations {

    private static final String WERF = "werf.io/";
    private static final String HELM = "helm.sh/";

    /** What ends in a dash goes on with a name. */
    private static final List<String> OF_WERF = Stream.of(
                    "weight",
                    "deploy-dependency-",
                    "delete-dependency-",
                    "deploy-on",
                    "delete-policy",
                    "delete-propagation",
                    "resource-policy",
                    "ownership",
                    "replicas-on-creation",
                    "fail-mode",
                    "failures-allowed-per-replica",
                    "no-activity-timeout",
                    "track-termination-mode",
                    "ready-when",
                    "failed-when",
                    "ignore-readiness-probe-fails-for-",
                    "log-regex",
                    "log-regex-for-",
                    "log-regex-skip",
                    "log-regex-skip-for-",
                    "skip-logs",
                    "skip-logs-for-containers",
                    "show-logs-only-for-containers",
                    "show-logs-only-for-number-of-replicas",
                    "show-service-messages",
                    "sensitive",
                    "sensitive-paths")
            .map(WERF::concat)
            .toList();

    /** What werf and its {@code ci-env} write on objects; a chart that was made from live ones has them. */
    private static final Set<String> MARKS = Set.of("werf.io/version", "werf.io/release-channel", "helm.sh/chart");

    private static final List<String> OF_HELM = Stream.of(
                    "hook", "hook-weight", "hook-delete-policy", "resource-policy")
            .map(HELM::concat)
            .toList();

    private KnownAnnotations() {}

    /** What is wrong with the name of an annotation; those of other tools are right. */
    static Optional<String> problem(String key) {
        List<String> known = key.startsWith(WERF) ? OF_WERF : key.startsWith(HELM) ? OF_HELM : List.of();
        return known.isEmpty() || MARKS.contains(key) || isAmong(known, key)
                ? Optional.empty()
                : Optional.of("unknown annotation " + key
                        + Nearest.to(key, known)
                                .map(nearest -> "; did you mean " + nearest + "?")
                                .orElse(""));
    }

    /** Those that users write, whole or up to a name. */
    static List<String> ofUsers() {
        return Stream.concat(OF_WERF.stream(), OF_HELM.stream()).toList();
    }

    private static boolean isAmong(List<String> known, String key) {
        return known.contains(key)
                || known.stream()
                        .anyMatch(name -> name.endsWith("-") && key.startsWith(name) && key.length() > name.length());
    }
}
