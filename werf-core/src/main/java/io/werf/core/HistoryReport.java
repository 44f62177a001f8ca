package io.werf.core;

import io.werf.core.data.TextTable;
import io.werf.core.data.Tree;
import io.werf.core.release.Release;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The revisions of a release.
 *
 * @param revisions oldest first, at least one
 */
public record HistoryReport(String release, String namespace, List<Revision> revisions) {

    /** Copies the list. */
    public HistoryReport {
        revisions = List.copyOf(revisions);
    }

    static HistoryReport of(String release, String namespace, List<Release> records) {
        return new HistoryReport(
                release, namespace, records.stream().map(Revision::of).toList());
    }

    /**
     * One revision.
     *
     * @param updated when its deploy began
     * @param status Helm's word, for example {@code deployed}, {@code superseded}, {@code failed}, {@code pending-upgrade}
     * @param chart name and version, {@code shop-1.0.0}
     * @param appVersion of the chart, or {@code ""}
     * @param description what became of it
     */
    public record Revision(
            int revision, Instant updated, String status, String chart, String appVersion, String description) {

        static Revision of(Release release) {
            Map<String, Object> metadata = Tree.map(release.chart(), "metadata");
            return new Revision(
                    release.revision(),
                    release.info().lastDeployed(),
                    release.status().text(),
                    Tree.string(metadata, "name").orElse("") + "-"
                            + Tree.string(metadata, "version").orElse(""),
                    Tree.string(metadata, "appVersion").orElse(""),
                    release.info().description());
        }

        Map<String, Object> tree() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("revision", revision);
            tree.put("updated", updated.toString());
            tree.put("status", status);
            tree.put("chart", chart);
            tree.put("app_version", appVersion);
            tree.put("description", description);
            return tree;
        }
    }

    /** A table for people, one line for each revision and one above. */
    public List<String> lines() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("REVISION", "UPDATED", "STATUS", "CHART", "APP VERSION", "DESCRIPTION"));
        revisions.forEach(revision -> rows.add(List.of(
                String.valueOf(revision.revision()),
                revision.updated().truncatedTo(ChronoUnit.SECONDS).toString(),
                revision.status(),
                revision.chart(),
                revision.appVersion(),
                firstLine(revision.description()))));
        return TextTable.lines(rows);
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** For programs: the list that {@code helm history -o json} prints. */
    public List<Object> tree() {
        return List.copyOf(revisions.stream().map(Revision::tree).toList());
    }
}
