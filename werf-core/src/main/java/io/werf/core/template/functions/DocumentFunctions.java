package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** YAML, JSON and TOML. All numbers that are read are floating point, as they are for Helm. */
final class DocumentFunctions {

    static final List<TemplateFunction> ALL = TemplateFunction.family(
            DocumentFunctions::call,
            exactly("toYaml", 1),
            exactly("mustToYaml", 1),
            exactly("toYamlPretty", 1),
            exactly("fromYaml", 1),
            exactly("fromYamlArray", 1),
            exactly("toJson", 1),
            exactly("mustToJson", 1),
            exactly("toPrettyJson", 1),
            exactly("mustToPrettyJson", 1),
            exactly("toRawJson", 1),
            exactly("mustToRawJson", 1),
            exactly("fromJson", 1),
            exactly("fromJsonArray", 1),
            exactly("mustFromJson", 1),
            exactly("toToml", 1),
            exactly("mustToToml", 1),
            exactly("fromToml", 1));

    private enum JsonStyle {
        ESCAPED,
        RAW,
        PRETTY
    }

    /** What was read, or why it could not be: {@code from…} functions give the error as data, so that templates can react. */
    private record Reading(@Nullable Object tree, @Nullable String error) {}

    private DocumentFunctions() {}

    private static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "toYaml" -> yaml(a, false, false);
            case "mustToYaml" -> yaml(a, true, false);
            case "toYamlPretty" -> yaml(a, false, true);
            case "fromYaml" -> map(readYaml(a.string(0)));
            case "fromYamlArray" -> list(readYaml(a.string(0)));
            case "toJson" -> json(a, false, JsonStyle.ESCAPED);
            case "mustToJson" -> json(a, true, JsonStyle.ESCAPED);
            case "toPrettyJson" -> json(a, false, JsonStyle.PRETTY);
            case "mustToPrettyJson" -> json(a, true, JsonStyle.PRETTY);
            case "toRawJson" -> json(a, true, JsonStyle.RAW);
            case "mustToRawJson" -> json(a, true, JsonStyle.RAW);
            case "fromJson" -> map(readJson(a.string(0)));
            case "fromJsonArray" -> list(readJson(a.string(0)));
            case "mustFromJson" -> mustReadJson(a.string(0));
            case "toToml" -> TomlWriter.write(GoTrees.plain(a.get(0)));
            case "mustToToml" -> TomlWriter.write(GoTrees.plain(a.get(0)));
            case "fromToml" -> toml(a.string(0));
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static String yaml(Arguments arguments, boolean strict, boolean pretty) {
        try {
            Object tree = GoTrees.plain(arguments.get(0));
            String yaml = pretty ? YamlWriter.writeIndented(tree) : YamlWriter.write(tree);
            return yaml.endsWith("\n") ? yaml.substring(0, yaml.length() - 1) : yaml;
        } catch (IllegalArgumentException | FunctionException e) {
            if (strict) {
                throw FunctionException.ofArgument(0, "cannot be written as YAML: " + e.getMessage());
            }
            return "";
        }
    }

    private static String json(Arguments arguments, boolean strict, JsonStyle style) {
        try {
            Object tree = GoTrees.plain(arguments.get(0));
            return switch (style) {
                case ESCAPED -> GoJson.write(tree);
                case RAW -> GoJson.writeRaw(tree);
                case PRETTY -> GoJson.writePretty(tree);
            };
        } catch (FunctionException e) {
            if (strict) {
                throw e;
            }
            return "";
        }
    }

    private static Reading readYaml(String text) {
        try {
            return new Reading(
                    Yaml.read(text, "fromYaml", Yaml.DuplicateKeys.LAST_WINS)
                            .map(YamlNode::plain)
                            .map(GoTrees::floats)
                            .orElse(null),
                    null);
        } catch (YamlException e) {
            return new Reading(null, String.valueOf(e.getMessage()));
        }
    }

    private static Reading readJson(String text) {
        try {
            return new Reading(GoTrees.floats(Json.read(text)), null);
        } catch (JsonException e) {
            return new Reading(null, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Object mustReadJson(String text) {
        Reading reading = readJson(text);
        if (reading.error() != null) {
            throw FunctionException.ofArgument(0, reading.error());
        }
        return reading.tree();
    }

    private static Map<String, Object> map(Reading reading) {
        if (reading.error() == null && (reading.tree() == null || reading.tree() instanceof Map)) {
            return reading.tree() == null ? new LinkedHashMap<>() : Tree.map(reading.tree());
        }
        return error(reading, "map");
    }

    private static Map<String, Object> error(Reading reading, String wanted) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Error", message(reading, wanted));
        return map;
    }

    private static String message(Reading reading, String wanted) {
        return reading.error() != null
                ? reading.error()
                : "expected a " + wanted + ", found " + GoValues.kind(reading.tree());
    }

    private static List<Object> list(Reading reading) {
        if (reading.error() == null && (reading.tree() == null || reading.tree() instanceof List)) {
            return reading.tree() == null ? new ArrayList<>() : Tree.list(reading.tree());
        }
        return new ArrayList<>(List.of(message(reading, "list")));
    }

    private static Map<String, Object> toml(String text) {
        try {
            return TomlReader.read(text);
        } catch (FunctionException e) {
            return error(new Reading(null, e.getMessage()), "map");
        }
    }
}
