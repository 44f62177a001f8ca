package io.werf.core.track;

import java.time.Duration;

/**
 * How a run tracks its rollouts.
 *
 * @param logs whether pods' logs are followed
 * @param heartbeat after how long without any word of the tracked objects a reminder is sent; zero sends none
 * @param failuresAllowedPerReplica how often a container of a Deployment, StatefulSet or DaemonSet may end or stumble before the
 *     rollout is failed, where no annotation says otherwise
 * @param lastLines how many log lines a failure carries at most
 * @param timeout after how long an object that is not ready is failed; zero waits for ever
 * @param collecting how long the logs and events of a failure may take to be fetched before it is reported without them
 */
public record TrackSettings(
        boolean logs,
        Duration heartbeat,
        int failuresAllowedPerReplica,
        int lastLines,
        Duration timeout,
        Duration collecting) {

    /** Logs on, a reminder each 30 seconds, one failure per replica, 50 lines, no timeout, 2 seconds to collect. */
    public static final TrackSettings DEFAULT =
            new TrackSettings(true, Duration.ofSeconds(30), 1, 50, Duration.ZERO, Duration.ofSeconds(2));

    /** These settings with another {@link #timeout}. */
    public TrackSettings withTimeout(Duration newTimeout) {
        return new TrackSettings(logs, heartbeat, failuresAllowedPerReplica, lastLines, newTimeout, collecting);
    }

    /** These settings with another {@link #heartbeat}. */
    public TrackSettings withHeartbeat(Duration newHeartbeat) {
        return new TrackSettings(logs, newHeartbeat, failuresAllowedPerReplica, lastLines, timeout, collecting);
    }

    /** These settings with logs on or off. */
    public TrackSettings withLogs(boolean newLogs) {
        return new TrackSettings(newLogs, heartbeat, failuresAllowedPerReplica, lastLines, timeout, collecting);
    }
}
