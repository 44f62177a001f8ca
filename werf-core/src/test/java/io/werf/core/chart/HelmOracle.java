package io.werf.core.chart;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Real Helm: what it prints for a chart is what ours has to be. */
public final class HelmOracle {

    private HelmOracle() {}

    /** Writes the files of a chart named {@code shop} into an empty directory and renders it. */
    public static String template(Path directory, Map<String, String> files, Path... values) {
        try {
            Path chart = directory.resolve("shop");
            Files.createDirectories(chart);
            Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: shop\nversion: 1.0.0\n");
            for (Map.Entry<String, String> file : files.entrySet()) {
                Path path = chart.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            TemplateCommand command = new Helm(chart).template().withName("shop");
            for (Path file : values) {
                command.withValuesFile(file);
            }
            return command.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The value of a Go template expression: rendered as the only content of a file that stays a comment for YAML. */
    public static String evaluate(Path directory, String expression, String valuesYaml) {
        String template = "out: |\n  {{ " + expression + " | b64enc }}\n";
        String rendered = template(directory, Map.of("templates/out.yaml", template, "values.yaml", valuesYaml));
        String encoded = rendered.substring(rendered.indexOf("out: |") + 6).strip();
        return new String(java.util.Base64.getDecoder().decode(encoded), java.nio.charset.StandardCharsets.UTF_8);
    }
}
