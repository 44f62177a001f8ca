package io.werf.core.data;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Any text is YAML or an error; what was read can be written and read again. */
public final class YamlFuzz {

    private YamlFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        try {
            Yaml.read(text, "f.yaml", Yaml.DuplicateKeys.LAST_WINS).ifPresent(node -> again(node));
        } catch (YamlException e) {
            if (e.getMessage() == null) {
                throw new AssertionError(e);
            }
        }
    }

    private static void again(YamlNode node) {
        String written;
        try {
            written = YamlWriter.write(node.plain());
        } catch (IllegalArgumentException e) {
            return; // an infinite number cannot be written
        }
        Object read = Yaml.read(written, "again.yaml", Yaml.DuplicateKeys.REFUSED)
                .map(YamlNode::plain)
                .orElse(null);
        // Keys are sorted as Go does it, which for some keys depends on their order before.
        if (!sorted(YamlWriter.write(read)).equals(sorted(written))) {
            throw new AssertionError("written as " + written + " and read as " + read);
        }
    }

    private static List<String> sorted(String text) {
        return text.lines().sorted().toList();
    }
}
