package io.werf.core.chart;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.template.functions.GoFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** YAML files of a chart that have to be maps; empty ones are empty maps. */
final class ChartYaml {

    private ChartYaml() {}

    static Map<String, Object> values(ChartFile file) {
        return values(file.place(), file.goText());
    }

    static Map<String, Object> values(String place, String text) {
        return map(Yaml.readFirst(text, place, Yaml.DuplicateKeys.LAST_WINS), text, "values must be a map")
                .map(MapNode::plain)
                .orElseGet(Map::of);
    }

    static Map<String, Object> map(ChartFile file) {
        return node(file.place(), file.goText(), "expected a map")
                .map(MapNode::plain)
                .orElseGet(Map::of);
    }

    /** A scalar where Helm wants a string: numbers and booleans become their texts. */
    static Object text(Object value) {
        return value instanceof Number || value instanceof Boolean ? GoFormat.format("%v", List.of(value)) : value;
    }

    static Optional<MapNode> node(String place, String text, String expectation) {
        return map(Yaml.read(text, place, Yaml.DuplicateKeys.LAST_WINS), text, expectation);
    }

    private static Optional<MapNode> map(Optional<YamlNode> node, String text, String expectation) {
        if (node.isPresent() && !(node.get() instanceof MapNode)) {
            throw ChartException.at(
                    node.get().location(),
                    text,
                    1,
                    expectation + ", found " + node.get().kind());
        }
        return node.map(MapNode.class::cast);
    }
}
