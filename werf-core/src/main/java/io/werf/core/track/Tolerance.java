package io.werf.core.track;

/**
 * How much failing is borne.
 *
 * @param ignoresPods whether no failure of a pod ends the rollout, only a failed status of the object itself
 * @param perContainer how often one container may end or stumble
 */
record Tolerance(boolean ignoresPods, int perContainer) {

    static final Tolerance NONE = new Tolerance(false, 0);
}
