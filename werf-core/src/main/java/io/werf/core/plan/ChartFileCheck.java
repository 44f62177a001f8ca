package io.werf.core.plan;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode.Entry;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.Nearest;
import io.werf.core.git.ProjectTree;
import io.werf.core.plan.Finding.Severity;
import io.werf.core.template.functions.SemanticVersions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks what a {@code Chart.yaml} says; what it does not say has defaults. That it can be read at all is for the renderer. */
public final class ChartFileCheck {

    private static final List<String> KEYS = List.of(
            "apiVersion",
            "name",
            "version",
            "kubeVersion",
            "description",
            "type",
            "keywords",
            "home",
            "sources",
            "dependencies",
            "maintainers",
            "icon",
            "appVersion",
            "deprecated",
            "annotations",
            "condition",
            "tags");

    private final String text;
    private final List<Finding> findings = new ArrayList<>();

    private ChartFileCheck(String text) {
        this.text = text;
    }

    /** What is wrong with the file at {@code path}, which may be absent. */
    public static List<Finding> check(ProjectTree tree, String path) {
        ChartFileCheck check = new ChartFileCheck(tree.text(path).orElse(""));
        try {
            Yaml.read(check.text, path, Yaml.DuplicateKeys.LAST_WINS).ifPresent(node -> {
                if (node instanceof MapNode map) {
                    check.check(map);
                }
            });
        } catch (YamlException foundByTheRenderer) {
            return List.of();
        }
        return List.copyOf(check.findings);
    }

    private void check(MapNode map) {
        for (Entry entry : map.entries()) {
            if (!KEYS.contains(entry.key())) {
                add(
                        Severity.WARNING,
                        entry.keyLocation(),
                        "unknown key \"" + entry.key() + "\""
                                + Nearest.to(entry.key(), KEYS)
                                        .map(nearest -> "; did you mean \"" + nearest + "\"?")
                                        .orElse(""));
            }
        }
        value(map, "apiVersion")
                .filter(value -> !List.of("v1", "v2").contains(value.text()))
                .ifPresent(value -> add(Severity.ERROR, value.location(), "apiVersion must be v1 or v2"));
        value(map, "type")
                .filter(value -> !List.of("application", "library", "").contains(value.text()))
                .ifPresent(value -> add(Severity.ERROR, value.location(), "type must be application or library"));
        value(map, "version")
                .filter(value -> !SemanticVersions.isVersion(value.text()))
                .ifPresent(value -> add(
                        Severity.ERROR,
                        value.location(),
                        "version \"" + value.text() + "\" is no semantic version, such as 1.2.3"));
    }

    private static Optional<ScalarNode> value(MapNode map, String key) {
        return map.get(key) instanceof ScalarNode scalar && scalar.value() != null
                ? Optional.of(scalar)
                : Optional.empty();
    }

    private void add(Severity severity, Location at, String message) {
        findings.add(new Finding(severity, Excerpt.of(text, at, 1), message));
    }
}
