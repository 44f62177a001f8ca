package io.werf.core.chart;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import io.werf.core.error.Location;
import io.werf.core.git.FileMode;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a chart from the commit. */
final class ChartLoader {

    /** What Helm itself allows for a whole chart. */
    private static final long LARGEST_CHART = 100L << 20;

    private static final Set<String> NOT_IN_FILES =
            Set.of("Chart.yaml", "values.yaml", "values.schema.json", "Chart.lock");
    private static final Set<String> STRINGS = Set.of(
            "apiVersion",
            "name",
            "version",
            "kubeVersion",
            "description",
            "type",
            "home",
            "icon",
            "appVersion",
            "condition",
            "tags");
    private static final Set<String> LISTS = Set.of("keywords", "sources", "dependencies", "maintainers");

    private final ProjectTree tree;
    private final String directory;

    ChartLoader(ProjectTree tree, String directory) {
        this.tree = tree;
        this.directory = directory;
    }

    /** @param project the name of a chart that has no {@code Chart.yaml} */
    Chart load(String project) {
        if (!tree.isDirectory(directory)) {
            throw new ChartNotFoundException("chart directory", directory);
        }
        String ignoreFile = directory + "/.helmignore";
        IgnoreRules rules = IgnoreRules.parse(ignoreFile, tree.text(ignoreFile).orElse(""));
        List<ChartFile> templates = new ArrayList<>();
        List<ChartFile> files = new ArrayList<>();
        long total = 0;
        for (TreeEntry entry : tree.list(directory)) {
            String path = entry.path().substring(directory.length() + 1);
            if (rules.ignores(path)) {
                continue;
            }
            refuseUnsupported(entry, path);
            total += tree.size(entry);
            if (total > LARGEST_CHART) {
                throw UnsupportedChartException.of(
                        directory, "charts of more than " + (LARGEST_CHART >> 20) + " MiB are");
            }
            if (path.startsWith("templates/")) {
                templates.add(new ChartFile(path, entry.path(), tree.read(entry)));
            } else if (!NOT_IN_FILES.contains(path)) {
                files.add(new ChartFile(path, entry.path(), tree.read(entry)));
            }
        }
        return new Chart(
                directory,
                metadata(project),
                readMap(directory + "/values.yaml"),
                List.copyOf(templates),
                List.copyOf(files));
    }

    private static void refuseUnsupported(TreeEntry entry, String path) {
        if (path.startsWith("charts/")) {
            throw UnsupportedChartException.of(entry.path(), "subcharts are");
        }
        if (entry.mode() == FileMode.SYMLINK || entry.mode() == FileMode.SUBMODULE) {
            throw UnsupportedChartException.of(entry.path(), "links and submodules inside a chart are");
        }
    }

    private Map<String, Object> metadata(String project) {
        String file = directory + "/Chart.yaml";
        Map<String, Object> metadata = new LinkedHashMap<>();
        String text = tree.text(file).orElse("");
        Yaml.read(text, file, Yaml.DuplicateKeys.LAST_WINS).ifPresent(node -> {
            check(node, text);
            metadata.putAll(io.werf.core.data.Tree.map(node.plain()));
        });
        fill(metadata, "apiVersion", "v2");
        fill(metadata, "name", project);
        fill(metadata, "version", "1.0.0");
        return metadata;
    }

    private static void fill(Map<String, Object> metadata, String key, String value) {
        @Nullable Object given = metadata.get(key);
        if (given == null || given.equals("")) {
            metadata.put(key, value);
        }
    }

    private static void check(YamlNode node, String text) {
        if (!(node instanceof YamlNode.MapNode map)) {
            throw wrong(node.location(), text, "expected a map, found " + node.kind());
        }
        for (YamlNode.Entry entry : map.entries()) {
            String kind = entry.value().kind();
            String wanted = STRINGS.contains(entry.key()) ? "a string" : LISTS.contains(entry.key()) ? "a list" : kind;
            if (!kind.equals(wanted) && !kind.equals("null")) {
                throw wrong(entry.value().location(), text, entry.key() + " must be " + wanted + ", found " + kind);
            }
            boolean dependencies = entry.value() instanceof YamlNode.ListNode list
                    && entry.key().equals("dependencies")
                    && !list.items().isEmpty();
            if (dependencies) {
                throw UnsupportedChartException.at(
                        entry.keyLocation(), text, entry.key().length(), "dependencies on other charts are");
            }
        }
    }

    private static ChartException wrong(Location at, String text, String message) {
        return ChartException.at(at, text, 1, message);
    }

    /** A values file of the chart; absent or empty: no values. */
    private Map<String, Object> readMap(String file) {
        return tree.text(file).map(text -> valuesOf(file, text)).orElseGet(Map::of);
    }

    /** A values file that was asked for. */
    static Map<String, Object> values(ProjectTree tree, String file) {
        return tree.text(file)
                .map(text -> valuesOf(file, text))
                .orElseThrow(() -> new ChartNotFoundException("values file", file));
    }

    private static Map<String, Object> valuesOf(String file, String text) {
        YamlNode node = Yaml.read(text, file, Yaml.DuplicateKeys.LAST_WINS).orElse(null);
        if (node == null) {
            return Map.of();
        }
        if (node instanceof YamlNode.MapNode map) {
            return map.plain();
        }
        throw wrong(node.location(), text, "values must be a map, found " + node.kind());
    }
}
