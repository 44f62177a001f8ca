package io.werf.core.chart;

import io.werf.core.data.Tree;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.ListNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.error.Location;
import io.werf.core.template.functions.Versions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code Chart.yaml} says, checked.
 *
 * @param fields all but the dependencies
 * @param dependencies what is declared; empty when nothing is said about them
 */
record ChartMetadata(Map<String, Object> fields, Optional<List<ChartDependency>> dependencies) {

    private static final String API_VERSION = "apiVersion";
    private static final String DEPENDENCIES = "dependencies";
    private static final String NAME = "name";
    private static final String VERSION = "version";
    private static final String STRING = "a string";
    private static final String LIST = "a list";
    private static final String MAP = "a map";
    private static final String BOOLEAN = "a boolean";

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry(API_VERSION, STRING),
            Map.entry(NAME, STRING),
            Map.entry(VERSION, STRING),
            Map.entry("kubeVersion", STRING),
            Map.entry("description", STRING),
            Map.entry("type", STRING),
            Map.entry("home", STRING),
            Map.entry("icon", STRING),
            Map.entry("appVersion", STRING),
            Map.entry("condition", STRING),
            Map.entry("tags", STRING),
            Map.entry("deprecated", BOOLEAN),
            Map.entry("annotations", MAP),
            Map.entry("keywords", LIST),
            Map.entry("sources", LIST),
            Map.entry("maintainers", LIST),
            Map.entry(DEPENDENCIES, LIST));

    private static final Map<String, String> KINDS_OF_DEPENDENCY = Map.of(
            NAME,
            STRING,
            VERSION,
            STRING,
            "repository",
            STRING,
            "condition",
            STRING,
            "tags",
            LIST,
            "alias",
            STRING,
            "enabled",
            BOOLEAN,
            "import-values",
            LIST,
            "export-values",
            LIST);

    private static final Pattern ALIAS = Pattern.compile("[a-zA-Z0-9_-]*");

    /** Of the chart that is deployed: werf gives what is missing. */
    static ChartMetadata ofTop(ChartFile file, String project) {
        ChartMetadata metadata = read(file);
        fill(metadata.fields, API_VERSION, "v2");
        fill(metadata.fields, NAME, project);
        fill(metadata.fields, VERSION, "1.0.0");
        metadata.check(file);
        return metadata;
    }

    /** Of a chart that has none. */
    static ChartMetadata absent(String project) {
        return ofTop(new ChartFile("Chart.yaml", "Chart.yaml", new byte[0]), project);
    }

    /** Of a subchart: Helm demands a name and a version. */
    static ChartMetadata ofSubchart(ChartFile file) {
        ChartMetadata metadata = read(file);
        fill(metadata.fields, API_VERSION, "v1");
        metadata.check(file);
        return metadata;
    }

    /** With the dependencies of a {@code requirements.yaml}, where charts of the first version have them. */
    ChartMetadata withRequirements(ChartFile file) {
        Optional<List<ChartDependency>> required = read(file).dependencies;
        return required.isPresent() ? new ChartMetadata(fields, required) : this;
    }

    boolean isFirstVersion() {
        return "v1".equals(fields.get(API_VERSION));
    }

    private static void fill(Map<String, Object> fields, String key, String value) {
        @Nullable Object given = fields.get(key);
        if (given == null || given.equals("")) {
            fields.put(key, value);
        }
    }

    private static ChartMetadata read(ChartFile file) {
        Optional<MapNode> node = ChartYaml.node(file.place(), file.goText(), "expected a map");
        Map<String, Object> fields = new LinkedHashMap<>();
        node.ifPresent(map -> {
            checkKinds(map, KINDS, file);
            map.plain().forEach((key, value) -> fields.put(key, isString(key) ? ChartYaml.text(value) : value));
        });
        fields.computeIfPresent("annotations", (key, annotations) -> {
            Map<String, Object> texts = Tree.copy(Tree.map(annotations));
            texts.replaceAll((name, value) -> ChartYaml.text(value));
            return texts;
        });
        fields.remove(DEPENDENCIES);
        return new ChartMetadata(fields, node.flatMap(map -> dependencies(map, file)));
    }

    private static boolean isString(String key) {
        return STRING.equals(KINDS.get(key));
    }

    private static Optional<List<ChartDependency>> dependencies(MapNode metadata, ChartFile file) {
        if (!(metadata.get(DEPENDENCIES) instanceof ListNode list)) {
            return Optional.empty();
        }
        Set<String> names = new HashSet<>();
        list.items().forEach(item -> checkDependency(item, file, names));
        return Optional.of(list.items().stream()
                .map(item -> ChartDependency.of(Tree.map(item.plain())))
                .toList());
    }

    private static void checkDependency(YamlNode item, ChartFile file, Set<String> names) {
        if (!(item instanceof MapNode map)) {
            throw wrong(item.location(), file, "a dependency must be a map, found " + item.kind());
        }
        checkKinds(map, KINDS_OF_DEPENDENCY, file);
        ChartDependency dependency = ChartDependency.of(map.plain());
        if (dependency.name().isEmpty()) {
            throw wrong(map.location(), file, "a dependency must have a name");
        }
        if (!ALIAS.matcher(dependency.alias()).matches()) {
            throw wrong(map.location(), file, "an alias may have letters, digits, \"_\" and \"-\" only");
        }
        if (!names.add(dependency.effectiveName())) {
            throw wrong(
                    map.location(),
                    file,
                    "two dependencies are called \"" + dependency.effectiveName() + "\": give one an alias");
        }
        for (String key : List.of("import-values", "export-values")) {
            if (map.get(key) instanceof ListNode transfers) {
                transfers.items().forEach(transfer -> checkTransfer(key, transfer, file));
            }
        }
    }

    private static void checkTransfer(String key, YamlNode transfer, ChartFile file) {
        Object plain = transfer.plain();
        boolean both = Tree.string(plain, "child").isPresent()
                && Tree.string(plain, "parent").isPresent();
        if (!(plain instanceof String) && !both) {
            throw wrong(transfer.location(), file, key + " has names, or maps of the strings \"child\" and \"parent\"");
        }
        if (key.startsWith("export")
                && both
                && ValuesTransfer.exported(plain).parent().isEmpty()) {
            throw wrong(transfer.location(), file, "not all values of the parent can be exported: name some");
        }
    }

    private static void checkKinds(MapNode map, Map<String, String> kinds, ChartFile file) {
        for (YamlNode.Entry entry : map.entries()) {
            String kind = entry.value().kind();
            String wanted = kinds.getOrDefault(entry.key(), kind);
            boolean becomesText = wanted.equals(STRING) && (kind.equals("a number") || kind.equals(BOOLEAN));
            if (!kind.equals(wanted) && !kind.equals("null") && !becomesText) {
                throw wrong(entry.value().location(), file, entry.key() + " must be " + wanted + ", found " + kind);
            }
        }
    }

    /** What a name must not have would lead templates out of their chart. */
    private void check(ChartFile file) {
        String name = String.valueOf(fields.getOrDefault(NAME, ""));
        Location top = new Location(file.place(), 1, 0);
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.contains("/") || name.contains("\\")) {
            throw wrong(top, file, name.isEmpty() ? "name is missing" : "\"" + name + "\" cannot be a chart's name");
        }
        String version = String.valueOf(fields.getOrDefault(VERSION, ""));
        if (!Versions.isVersion(version)) {
            throw wrong(
                    top,
                    file,
                    version.isEmpty() ? "version is missing" : "version \"" + version + "\" is not a semantic version");
        }
        Object type = fields.get("type");
        if (type != null && !Set.of("", "application", "library").contains(type)) {
            throw wrong(top, file, "type must be \"application\" or \"library\", found \"" + type + "\"");
        }
    }

    private static ChartException wrong(Location at, ChartFile file, String message) {
        return ChartException.at(at, file.text(), 1, message);
    }
}
