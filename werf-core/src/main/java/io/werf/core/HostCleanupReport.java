package io.werf.core;

import io.werf.core.build.host.HostCleanupResult;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What a clean-up of this machine did, or in a dry run would do. */
public record HostCleanupReport(HostCleanupResult result) {

    private static final double MEGABYTE = 1e6;

    /** One sentence for people. */
    public String summary() {
        int count = result.removed().size();
        return count == 0
                ? "Nothing to remove from this machine."
                : count + (count == 1 ? " leftover " : " leftovers ") + (result.dryRun() ? "would go, " : "gone, ")
                        + megabytes(result.bytes()) + ".";
    }

    /** One line for each leftover, and for what could not be looked at. */
    List<String> lines() {
        return Stream.concat(
                        result.notes().stream(),
                        result.removed().stream()
                                .map(one ->
                                        "go    " + one.what() + "  " + megabytes(one.bytes()) + "  " + one.reason()))
                .toList();
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
