package io.werf.core.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The {@code cleanup} section of {@code werf.yaml}.
 *
 * @param disabled whether a cleanup does nothing; default false
 * @param kubernetesPolicy whether images that run in the cluster stay; default true
 * @param gitHistoryPolicy whether {@code keepPolicies} count; default true
 * @param recentlyBuiltPolicy whether recently built images stay; default true
 * @param keepImagesBuiltWithinLastHours what "recently" means, in hours, default 2
 * @param keepPolicies in the order of the file; empty means the default ones
 */
public record CleanupConfig(
        boolean disabled,
        boolean kubernetesPolicy,
        boolean gitHistoryPolicy,
        boolean recentlyBuiltPolicy,
        long keepImagesBuiltWithinLastHours,
        List<KeepPolicy> keepPolicies) {

    /** What holds when the section is absent. */
    public static final CleanupConfig DEFAULT = new CleanupConfig(false, true, true, true, 2, List.of());

    /** Copies the list. */
    public CleanupConfig {
        keepPolicies = List.copyOf(keepPolicies);
    }

    /**
     * Which references' images stay.
     *
     * @param kind what the pattern is compared with
     * @param pattern a name, or a regular expression between slashes that matches the whole name
     * @param references which of the matching references count; {@code last} is -1 (all) by default
     * @param imagesPerReference which images of each reference stay; {@code last} is 1 by default
     */
    public record KeepPolicy(ReferenceKind kind, String pattern, Limit references, Limit imagesPerReference) {}

    /** The kinds of Git references. */
    public enum ReferenceKind {
        TAG,
        BRANCH
    }

    /**
     * How many, and how young.
     *
     * @param last the most recent ones; negative for all
     * @param in only those younger than this
     * @param operator how the two go together when both are given; default {@code AND}
     */
    public record Limit(long last, Optional<Duration> in, Operator operator) {}

    /** How two limits go together. */
    public enum Operator {
        AND,
        OR
    }
}
