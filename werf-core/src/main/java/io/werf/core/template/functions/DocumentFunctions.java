package io.werf.core.template.functions;

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

    private static final String YAML_TYPES = "error unmarshaling JSON: while decoding JSON: ";

    private enum JsonStyle {
        ESCAPED,
        RAW,
        PRETTY
    }

    /** What was read, or why it could not be: {@code from…} functions give the error as data, so that templates can react. */
    private record Reading(@Nullable Object tree, @Nullable String error) {}

    private DocumentFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "toYaml" -> yaml(a, false);
            case "toYamlPretty" -> yaml(a, true);
            case "fromYaml" -> map(readYaml(a.string(0)), YAML_TYPES);
            case "fromYamlArray" -> list(readYaml(a.string(0)), YAML_TYPES);
            case "toJson" -> json(a, false, JsonStyle.ESCAPED);
            case "mustToJson" -> json(a, true, JsonStyle.ESCAPED);
            case "toPrettyJson" -> json(a, false, JsonStyle.PRETTY);
            case "mustToPrettyJson" -> json(a, true, JsonStyle.PRETTY);
            case "toRawJson" -> json(a, true, JsonStyle.RAW);
            case "mustToRawJson" -> json(a, true, JsonStyle.RAW);
            case "fromJson" -> map(readJson(a.string(0)), "");
            case "fromJsonArray" -> list(readJson(a.string(0)), "");
            case "mustFromJson" -> GoJsonReader.read(a.string(0));
            case "toToml" -> TomlWriter.write(a.get(0));
            case "fromToml" -> toml(a.string(0));
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static String yaml(Arguments arguments, boolean pretty) {
        try {
            Object tree = GoTrees.plainText(arguments.get(0));
            String yaml = pretty ? YamlWriter.writeIndented(tree) : YamlWriter.write(tree);
            return yaml.endsWith("\n") ? yaml.substring(0, yaml.length() - 1) : yaml;
        } catch (IllegalArgumentException e) {
            return "";
        } catch (FunctionException e) {
            return nothing(e, false);
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
            return nothing(e, strict);
        }
    }

    /** For Helm, what cannot be written is nothing. */
    private static String nothing(FunctionException reason, boolean strict) {
        if (strict || reason.isTooLarge()) {
            throw reason;
        }
        return "";
    }

    private static Reading readYaml(String text) {
        try {
            Object tree = Yaml.readFirst(text, "fromYaml", Yaml.DuplicateKeys.LAST_WINS)
                    .map(YamlNode::plain)
                    .map(GoTrees::floats)
                    .orElse(null);
            return new Reading(tree, null);
        } catch (FunctionException e) {
            return new Reading(null, YamlErrors.PREFIX + e.getMessage());
        } catch (YamlException e) {
            return new Reading(null, YamlErrors.inGo(e, text));
        }
    }

    private static Reading readJson(String text) {
        try {
            return new Reading(GoJsonReader.read(text), null);
        } catch (FunctionException e) {
            return new Reading(null, String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> map(Reading reading, String context) {
        if (reading.error() == null && (reading.tree() == null || reading.tree() instanceof Map)) {
            return reading.tree() == null ? new LinkedHashMap<>() : Tree.map(reading.tree());
        }
        return error(message(reading, context, "map[string]interface {}"));
    }

    private static Map<String, Object> error(@Nullable String message) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("Error", message == null ? "" : message);
        return map;
    }

    private static String message(Reading reading, String context, String wanted) {
        if (reading.error() != null) {
            return reading.error();
        }
        Object tree = reading.tree();
        String found = tree instanceof String
                ? "string"
                : tree instanceof Boolean
                        ? "bool"
                        : tree instanceof Number ? "number" : tree instanceof Map ? "object" : "array";
        return context + "json: cannot unmarshal " + found + " into Go value of type " + wanted;
    }

    private static List<Object> list(Reading reading, String context) {
        if (reading.error() == null && (reading.tree() == null || reading.tree() instanceof List)) {
            return reading.tree() == null ? new ArrayList<>() : Tree.list(reading.tree());
        }
        return new ArrayList<>(List.of(message(reading, context, "[]interface {}")));
    }

    private static Map<String, Object> toml(String text) {
        try {
            return TomlReader.read(text);
        } catch (FunctionException e) {
            return error(e.getMessage());
        }
    }
}
