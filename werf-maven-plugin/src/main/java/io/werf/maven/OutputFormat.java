package io.werf.maven;

import io.werf.core.data.Json;
import io.werf.core.data.YamlWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a goal prints its answer on standard output, past the log: with Maven's {@code -q} it is all that is printed. */
enum OutputFormat {
    TEXT,
    JSON,
    YAML;

    static OutputFormat read(Settings settings, @Nullable String configured) {
        return settings.choice("werf.format", configured, TEXT);
    }

    /** @param tree a plain tree */
    void print(List<String> lines, Object tree) {
        String text = switch (this) {
            case TEXT -> String.join("\n", lines) + "\n";
            case JSON -> Json.write(tree) + "\n";
            case YAML -> YamlWriter.write(tree);
        };
        System.out.print(text);
        System.out.flush();
    }
}
