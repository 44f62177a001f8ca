package io.werf.core.config;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits a {@code werf.yaml} the way werf does: at lines of three dashes, which may have blanks and a comment behind them.
 * Such a line separates documents even where YAML itself would read it otherwise.
 */
final class Documents {

    private static final Pattern SEPARATOR = Pattern.compile("---[ \\t]*(#.*)?");

    private Documents() {}

    static List<YamlNode> of(ConfigText source) {
        List<YamlNode> documents = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        int offset = 0;
        int lineNumber = 0;
        for (String line : source.text().lines().toList()) {
            lineNumber++;
            if (SEPARATOR.matcher(line).matches()) {
                documents.addAll(read(source, part, offset));
                part.setLength(0);
                offset = lineNumber;
            } else {
                part.append(line).append('\n');
            }
        }
        documents.addAll(read(source, part, offset));
        return documents;
    }

    private static List<YamlNode> read(ConfigText source, StringBuilder part, int offset) {
        return Yaml.readAll(part.toString(), source.file(), offset, Yaml.DuplicateKeys.REFUSED);
    }
}
