package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** YAML, JSON, base64 and checksums. */
final class EncodingFunctions {

    static final List<TemplateFunction> ALL = List.of(
            exactly("toYaml", 1, EncodingFunctions::toYaml),
            exactly("fromYaml", 1, EncodingFunctions::fromYaml),
            exactly("toJson", 1, a -> GoJson.write(a.get(0))),
            exactly("fromJson", 1, EncodingFunctions::fromJson),
            exactly("b64enc", 1, a -> Base64.getEncoder().encodeToString(bytes(a.string(0)))),
            exactly("b64dec", 1, EncodingFunctions::decodeBase64),
            exactly("sha256sum", 1, a -> sha256(a.string(0))));

    private EncodingFunctions() {}

    private static String toYaml(Arguments arguments) {
        try {
            String yaml = YamlWriter.write(arguments.get(0));
            return yaml.endsWith("\n") ? yaml.substring(0, yaml.length() - 1) : yaml;
        } catch (IllegalArgumentException e) {
            throw FunctionException.ofArgument(0, "cannot be written as YAML: " + e.getMessage());
        }
    }

    /** What is no map gives a map with the key {@code Error}, as Helm's does, so that a template can react. */
    private static Map<String, Object> fromYaml(Arguments arguments) {
        try {
            Object tree = Yaml.read(arguments.string(0), "fromYaml", Yaml.DuplicateKeys.LAST_WINS)
                    .map(io.werf.core.data.YamlNode::plain)
                    .orElse(Map.of());
            return mapOrError(tree);
        } catch (YamlException e) {
            return Map.of("Error", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> fromJson(Arguments arguments) {
        try {
            return mapOrError(Json.read(arguments.string(0)));
        } catch (JsonException e) {
            return Map.of("Error", String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> mapOrError(@Nullable Object tree) {
        return tree instanceof Map
                ? io.werf.core.data.Tree.map(tree)
                : Map.of("Error", "expected a map, found " + GoValues.kind(tree));
    }

    private static String decodeBase64(Arguments arguments) {
        try {
            return new String(Base64.getDecoder().decode(arguments.string(0)), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw FunctionException.ofArgument(0, "not base64: " + e.getMessage());
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
