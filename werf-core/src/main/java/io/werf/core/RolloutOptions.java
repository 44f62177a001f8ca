package io.werf.core;

import java.time.Duration;

/**
 * How a deploy is carried out.
 *
 * @param autoRollback whether a failed deploy is rolled back to the last deployed revision
 * @param timeout longest time for the deploy; zero means no limit
 * @param historyLimit how many revisions of the release are kept, at least 1
 * @param podLogs whether logs of new pods are followed
 * @param forceAdoption whether objects of others that the chart has are taken over; else they are refused
 */
public record RolloutOptions(
        boolean autoRollback, Duration timeout, int historyLimit, boolean podLogs, boolean forceAdoption) {

    /** No rollback, no time limit, 5 revisions (werf's default), logs followed, nothing taken over. */
    public static final RolloutOptions DEFAULT = new RolloutOptions(false, Duration.ZERO, 5, true, false);

    /** Checks the numbers. */
    public RolloutOptions {
        if (historyLimit < 1) {
            throw new IllegalArgumentException("historyLimit must be at least 1, not " + historyLimit);
        }
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative");
        }
    }

    /** The same with rollback on failure. */
    public RolloutOptions withAutoRollback() {
        return new RolloutOptions(true, timeout, historyLimit, podLogs, forceAdoption);
    }

    /** The same with another time limit. */
    public RolloutOptions withTimeout(Duration limit) {
        return new RolloutOptions(autoRollback, limit, historyLimit, podLogs, forceAdoption);
    }

    /** The same with or without taking over what belongs to others. */
    public RolloutOptions withForceAdoption(boolean forced) {
        return new RolloutOptions(autoRollback, timeout, historyLimit, podLogs, forced);
    }
}
