package io.werf.core;

import java.time.Duration;
import java.util.Map;

/**
 * How a deploy is carried out.
 *
 * @param autoRollback whether a failed deploy is rolled back to the last deployed revision
 * @param timeout longest time for the deploy; zero means no limit
 * @param historyLimit how many revisions of the release are kept, at least 1
 * @param podLogs whether logs of new pods are followed
 * @param forceAdoption whether objects of others that the chart has are taken over; else they are refused
 * @param annotations put on every applied object, for example {@code ci.werf.io/commit}; a change of those of {@code werf.io} and
 *     its subdomains alone deploys nothing
 */
public record RolloutOptions(
        boolean autoRollback,
        Duration timeout,
        int historyLimit,
        boolean podLogs,
        boolean forceAdoption,
        Map<String, String> annotations) {

    /** No rollback, no time limit, 5 revisions (werf's default), logs followed, nothing taken over, no annotations. */
    public static final RolloutOptions DEFAULT = new RolloutOptions(false, Duration.ZERO, 5, true, false, Map.of());

    /** Checks the numbers and copies the map. */
    public RolloutOptions {
        annotations = Map.copyOf(annotations);
        if (historyLimit < 1) {
            throw new IllegalArgumentException("historyLimit must be at least 1, not " + historyLimit);
        }
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative");
        }
    }

    /** The same with rollback on failure. */
    public RolloutOptions withAutoRollback() {
        return new RolloutOptions(true, timeout, historyLimit, podLogs, forceAdoption, annotations);
    }

    /** The same with another time limit. */
    public RolloutOptions withTimeout(Duration limit) {
        return new RolloutOptions(autoRollback, limit, historyLimit, podLogs, forceAdoption, annotations);
    }

    /** The same with or without taking over what belongs to others. */
    public RolloutOptions withForceAdoption(boolean forced) {
        return new RolloutOptions(autoRollback, timeout, historyLimit, podLogs, forced, annotations);
    }

    /** The same with other annotations. */
    public RolloutOptions withAnnotations(Map<String, String> others) {
        return new RolloutOptions(autoRollback, timeout, historyLimit, podLogs, forceAdoption, others);
    }
}
