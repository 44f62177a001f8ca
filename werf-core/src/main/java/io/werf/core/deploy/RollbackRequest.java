package io.werf.core.deploy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Which revision of which release shall run again.
 *
 * @param revision empty means the last good one before the newest
 * @param annotations put on every applied object, as in {@link DeployRequest}
 * @param timeout of the whole rollback
 * @param historyLimit how many revisions are kept; 0 keeps all
 * @param forceAdoption as in {@link DeployRequest}
 */
public record RollbackRequest(
        String release,
        String namespace,
        Optional<Integer> revision,
        Map<String, String> annotations,
        Duration timeout,
        int historyLimit,
        boolean forceAdoption) {

    /** Copies the map. */
    public RollbackRequest {
        annotations = Map.copyOf(annotations);
    }

    /** Refuses objects of others. */
    public RollbackRequest(
            String release,
            String namespace,
            Optional<Integer> revision,
            Map<String, String> annotations,
            Duration timeout,
            int historyLimit) {
        this(release, namespace, revision, annotations, timeout, historyLimit, false);
    }
}
