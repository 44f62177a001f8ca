package io.werf.core.deploy;

import io.werf.core.chart.Manifest;
import io.werf.core.plan.Resource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a deploy reads from and writes to the records of one release. */
interface ReleaseBook {

    /** One revision without its content. */
    record Revision(int number, String status) {
        boolean isDeployed() {
            return status.equals("deployed");
        }

        boolean isPending() {
            return status.startsWith("pending-");
        }

        boolean isGone() {
            return status.equals("uninstalled") || status.equals("uninstalling");
        }
    }

    /** What a revision deployed. */
    record Content(String manifest, Map<String, Object> config, String notes, List<String> hooks) {}

    /** All revisions, oldest first; one list of metadata. */
    List<Revision> history();

    /** The content of a revision. */
    Content read(int revision);

    /** Records a new revision with a pending status. */
    void begin(int revision, String status, Manifest manifest, List<Resource> resources);

    /** Records a revision that repeats an earlier one. */
    void beginRollback(int revision, int to);

    /** Changes the status of a revision. */
    void mark(int revision, String status, String description);

    /** Deletes the record of a revision. */
    void delete(int revision);

    /** The last revision that was deployed since the release was last removed. */
    static Optional<Revision> lastDeployed(List<Revision> history) {
        Revision found = null;
        for (Revision revision : history) {
            if (revision.isGone()) {
                found = null;
            } else if (revision.isDeployed() || revision.status().equals("superseded")) {
                found = revision;
            }
        }
        return Optional.ofNullable(found);
    }
}
