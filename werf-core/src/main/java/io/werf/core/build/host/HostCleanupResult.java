package io.werf.core.build.host;

import java.util.List;

/**
 * What a clean-up of this host did, or would do.
 *
 * @param dryRun whether nothing was removed in truth
 * @param removed what went
 * @param notes what could not be looked at, and why
 */
public record HostCleanupResult(boolean dryRun, List<Leftover> removed, List<String> notes) {

    /** Copies the lists. */
    public HostCleanupResult {
        removed = List.copyOf(removed);
        notes = List.copyOf(notes);
    }

    /** Bytes of all that went; layers that images share count for each. */
    public long bytes() {
        return removed.stream().mapToLong(Leftover::bytes).sum();
    }
}
