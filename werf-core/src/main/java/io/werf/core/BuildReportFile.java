package io.werf.core;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.image.TargetImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the report of a build, ours or werf's: JSON, or lines for shells when the file's name ends in {@code .env}. */
final class BuildReportFile {

    private static final int MAX_BYTES = 64 << 20;

    private BuildReportFile() {}

    /**
     * The images of a project in a report, in the order of {@code werf.yaml}.
     *
     * @param runtime what this run works with
     * @throws BuildReportException if it cannot be read, or one of the final images is not in it
     */
    static BuildReport read(Path file, Project project, BuildReport.RuntimeInfo runtime) {
        Function<TargetImage, Optional<String>> references = references(file);
        List<BuildReport.Image> found = new ArrayList<>();
        for (TargetImage image : project.images()) {
            references
                    .apply(image)
                    .filter(reference -> reference.lastIndexOf(':') > reference.lastIndexOf('/'))
                    .ifPresentOrElse(
                            reference -> found.add(BuildReport.Image.existing(image, reference)),
                            () -> requireNotFinal(image, file));
        }
        return new BuildReport(found, runtime);
    }

    private static void requireNotFinal(TargetImage image, Path file) {
        if (image.config().isFinal()) {
            throw new BuildReportException(file, "it has no image \"" + image.name() + "\"", null);
        }
    }

    private static Function<TargetImage, Optional<String>> references(Path file) {
        byte[] bytes = bytes(file);
        if (file.toString().endsWith(".env")) {
            Map<String, String> variables = variables(bytes);
            return image -> Optional.ofNullable(
                    variables.get(BuildReportText.prefix(image.name()) + BuildReportText.IMAGE_NAME));
        }
        try {
            Object images = Tree.map(Json.readObject(bytes), "Images");
            return image -> Tree.string(images, image.name(), "DockerImageName");
        } catch (JsonException e) {
            throw new BuildReportException(file, "it is not JSON", e);
        }
    }

    private static Map<String, String> variables(byte[] lines) {
        Map<String, String> variables = new HashMap<>();
        new String(lines, StandardCharsets.UTF_8).lines().map(String::strip).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                variables.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return variables;
    }

    private static byte[] bytes(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new BuildReportException(file, "it is larger than " + (MAX_BYTES >> 20) + " MiB", null);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new BuildReportException(file, "there is no such file", e);
        } catch (IOException e) {
            throw new BuildReportException(file, e.toString(), e);
        }
    }
}
