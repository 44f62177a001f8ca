package io.werf.core.chart;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import io.werf.core.git.ProjectTree;
import io.werf.core.template.functions.ClusterFunctions;
import io.werf.core.template.functions.TemplateFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What {@code lookup} finds where there is no cluster: objects of files. Immutable. */
public final class LookupResources implements ClusterFunctions.Lookup {

    private final List<Map<String, Object>> objects;

    private LookupResources(List<Map<String, Object>> objects) {
        this.objects = objects;
    }

    /**
     * The function over the objects of some files.
     *
     * @param files YAML, relative to the project, read from the commit
     * @throws ChartNotFoundException if a file is not in the commit
     * @throws ChartException if what it holds is no object
     * @throws io.werf.core.data.YamlException if it is not YAML
     */
    public static TemplateFunction lookup(ProjectTree tree, List<String> files) {
        List<Map<String, Object>> objects = new ArrayList<>();
        for (String file : files) {
            String text =
                    tree.text(file).orElseThrow(() -> new ChartNotFoundException("file of lookupResources", file));
            for (YamlNode document : Yaml.readAll(text, file, 0, Yaml.DuplicateKeys.LAST_WINS)) {
                collect(document, document.plain(), text, objects);
            }
        }
        return ClusterFunctions.lookup(new LookupResources(List.copyOf(objects)));
    }

    private static void collect(YamlNode place, @Nullable Object tree, String text, List<Map<String, Object>> objects) {
        if (Tree.string(tree, "kind").orElse("").endsWith("List")) {
            Tree.list(tree, "items").forEach(item -> collect(place, item, text, objects));
            return;
        }
        for (List<String> path : List.of(List.of("apiVersion"), List.of("kind"), List.of("metadata", "name"))) {
            if (Tree.string(tree, path.toArray(String[]::new)).isEmpty()) {
                throw ChartException.at(
                        place.location(), text, 1, "no object for lookup: it has no " + String.join(".", path));
            }
        }
        objects.add(Tree.map(tree));
    }

    /**
     * An object without a namespace is in all, since whether its kind has them is not known here. Where there are no objects at
     * all, also a list is an empty map, as for {@code helm template}.
     */
    @Override
    public Map<String, Object> find(String apiVersion, String kind, String namespace, String name) {
        List<Object> found = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            String where = Tree.string(object, "metadata", "namespace").orElse(namespace);
            boolean anywhere = namespace.isEmpty() && name.isEmpty();
            if (is(object, apiVersion, "apiVersion")
                    && is(object, kind, "kind")
                    && (anywhere || where.equals(namespace))
                    && (name.isEmpty() || is(object, name, "metadata", "name"))) {
                found.add(Tree.copy(object));
            }
        }
        if (!name.isEmpty() || objects.isEmpty()) {
            return found.isEmpty() ? Map.of() : Tree.map(found.get(0));
        }
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("apiVersion", apiVersion);
        list.put("items", found);
        list.put("kind", kind + "List");
        list.put("metadata", new LinkedHashMap<>());
        return list;
    }

    private static boolean is(Map<String, Object> object, String wanted, String... path) {
        return Tree.string(object, path).equals(Optional.of(wanted));
    }
}
