package io.werf.core.chart.dependency;

import io.werf.core.data.Json;
import io.werf.core.data.Sha256;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code Chart.lock}: which versions were chosen, and for which list of dependencies.
 *
 * @param digest of the dependencies of {@code Chart.yaml} and the chosen ones, as Helm makes it
 */
record ChartLock(List<Dependency> dependencies, String digest) {

    static ChartLock of(List<Dependency> wanted, List<Dependency> chosen) {
        return new ChartLock(List.copyOf(chosen), digest(wanted, chosen));
    }

    static ChartLock parse(String text, String file) {
        Map<String, Object> tree = Yaml.read(text, file, Yaml.DuplicateKeys.LAST_WINS)
                .map(YamlNode::plain)
                .map(Tree::map)
                .orElseGet(Map::of);
        return new ChartLock(
                List.copyOf(Dependency.of(tree)), Tree.string(tree, "digest").orElse(""));
    }

    /** Helm's: the SHA-256 of both lists as Go writes them in JSON. */
    private static String digest(List<Dependency> wanted, List<Dependency> chosen) {
        List<Object> both = List.of(
                wanted.stream().map(Dependency::hashed).toList(),
                chosen.stream().map(Dependency::hashed).toList());
        String json = Json.write(both)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
        return "sha256:" + Sha256.hex(json);
    }

    /** Whether it was made for this list. */
    boolean isFor(List<Dependency> wanted) {
        return digest.equals(digest(wanted, dependencies));
    }

    /** The chosen version of a dependency, the one at the same place when several have its name. */
    Optional<Dependency> chosen(Dependency wanted) {
        return dependencies.stream()
                .filter(locked -> locked.name().equals(wanted.name())
                        && locked.repository().equals(wanted.repository())
                        && Versions.allows(wanted.version(), locked.version()))
                .findFirst();
    }

    /** The file's text. */
    String text(Instant generated) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("dependencies", dependencies.stream().map(Dependency::hashed).toList());
        tree.put("digest", digest);
        tree.put("generated", generated.toString());
        return YamlWriter.write(tree);
    }
}
