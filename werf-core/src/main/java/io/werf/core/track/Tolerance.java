package io.werf.core.track;

import java.time.Duration;
import java.util.Map;

/**
 * How much failing is borne.
 *
 * @param ignoresPods whether no failure of a pod ends the rollout, only a failed status of the object itself
 * @param perContainer how often one container may end, stumble or fail its readiness probe
 * @param probePatience how long after the start the probe may fail, where it is not computed
 */
record Tolerance(boolean ignoresPods, int perContainer, Map<String, Duration> probePatience) {

    static final Tolerance NONE = new Tolerance(false, 0);

    Tolerance(boolean ignoresPods, int perContainer) {
        this(ignoresPods, perContainer, Map.of());
    }
}
