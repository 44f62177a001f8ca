package io.werf.core.template.functions;

import io.werf.core.data.YamlException;
import java.util.Map;

/** Words the errors of YAML as Go does, because {@code fromYaml} gives them to the template. */
final class YamlErrors {

    static final String PREFIX = "error converting YAML to JSON: ";

    /** What our reader says, and what Go's says. */
    private static final Map<String, String> WORDING = Map.of(
            "mapping values are not allowed here", "mapping values are not allowed in this context",
            "expected the node content", "did not find expected node content",
            "that cannot start any token", "found character that cannot start any token",
            "found unexpected end of stream", "found unexpected end of stream",
            "found unknown escape character", "found unknown escape character",
            "could not find expected ':'", "could not find expected ':'",
            "expected ',' or '}'", "did not find expected ',' or '}'",
            "expected ',' or ']'", "did not find expected ',' or ']'",
            "expected <block end>", "did not find expected '-' indicator");

    private YamlErrors() {}

    static String inGo(YamlException e) {
        String ours = String.valueOf(e.getMessage());
        String reason = WORDING.entrySet().stream()
                .filter(entry -> ours.contains(entry.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(ours);
        int line = e.excerpt().map(excerpt -> excerpt.location().line()).orElse(1);
        return PREFIX + "yaml: " + (line > 1 ? "line " + line + ": " : "") + reason;
    }
}
