package io.werf.core;

import io.werf.core.data.TextTable;
import io.werf.core.release.Release;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A revision of a release and how its objects are now.
 *
 * @param record the revision's record; it may hold secrets
 * @param resources the objects of its manifest, without hooks, in the order of the manifest
 */
public record StatusReport(Release record, List<Resource> resources) {

    /** Copies the list. */
    public StatusReport {
        resources = List.copyOf(resources);
    }

    /**
     * One object.
     *
     * @param name {@code Kind/name}, with the namespace where it is another than the release's
     * @param ready whether it is there and as it should be, by itself
     * @param state in a few words, for example {@code 3/3 ready}, {@code missing}
     */
    public record Resource(String name, boolean ready, String state) {}

    /** The report for people. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(TextTable.lines(List.of(
                List.of("NAME:", record.name()),
                List.of("NAMESPACE:", record.namespace()),
                List.of("REVISION:", String.valueOf(record.revision())),
                List.of("STATUS:", record.status().text()),
                List.of(
                        "LAST DEPLOYED:",
                        record.info()
                                .lastDeployed()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString()),
                List.of("CHART:", HistoryReport.Revision.of(record).chart()),
                List.of("DESCRIPTION:", record.info().description()))));
        lines.add("RESOURCES:");
        TextTable.lines(resources.stream()
                        .map(resource -> List.of(resource.name(), resource.state()))
                        .toList())
                .forEach(line -> lines.add("  " + line));
        if (!record.info().notes().isBlank()) {
            lines.add("NOTES:");
            record.info().notes().lines().forEach(lines::add);
        }
        return lines;
    }

    /**
     * For programs: {@code name}, {@code namespace}, {@code version} and {@code info} as in {@code helm status -o json}, and
     * {@code resources}. Without manifest and values, in which secrets may be.
     */
    public Map<String, Object> tree() {
        Map<String, Object> info = new LinkedHashMap<>();
        info.put("first_deployed", record.info().firstDeployed().toString());
        info.put("last_deployed", record.info().lastDeployed().toString());
        info.put("status", record.status().text());
        info.put("description", record.info().description());
        info.put("notes", record.info().notes());
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", record.name());
        tree.put("namespace", record.namespace());
        tree.put("version", record.revision());
        tree.put("chart", HistoryReport.Revision.of(record).chart());
        tree.put("info", info);
        tree.put("resources", resources.stream().map(StatusReport::tree).toList());
        return tree;
    }

    private static Map<String, Object> tree(Resource resource) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", resource.name());
        tree.put("ready", resource.ready());
        tree.put("state", resource.state());
        return tree;
    }
}
