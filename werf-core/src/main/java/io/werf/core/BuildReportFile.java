package io.werf.core;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.image.TargetImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the report of a build, ours or werf's. */
final class BuildReportFile {

    private static final int MAX_BYTES = 64 << 20;

    private BuildReportFile() {}

    /**
     * The images of a project in a report, in the order of {@code werf.yaml}.
     *
     * @throws BuildReportException if it cannot be read, or one of the final images is not in it
     */
    static BuildReport read(Path file, Project project) {
        Object images = Tree.map(tree(file), "Images");
        List<BuildReport.Image> found = new ArrayList<>();
        for (TargetImage image : project.images()) {
            Tree.string(images, image.name(), "DockerImageName")
                    .filter(reference -> reference.lastIndexOf(':') > reference.lastIndexOf('/'))
                    .ifPresentOrElse(
                            reference -> found.add(BuildReport.Image.existing(image, reference)),
                            () -> requireNotFinal(image, file));
        }
        return new BuildReport(found);
    }

    private static void requireNotFinal(TargetImage image, Path file) {
        if (image.config().isFinal()) {
            throw new BuildReportException(file, "it has no image \"" + image.name() + "\"", null);
        }
    }

    private static Object tree(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new BuildReportException(file, "it is larger than " + (MAX_BYTES >> 20) + " MiB", null);
            }
            return Json.readObject(bytes);
        } catch (NoSuchFileException e) {
            throw new BuildReportException(file, "there is no such file", e);
        } catch (IOException e) {
            throw new BuildReportException(file, e.toString(), e);
        } catch (JsonException e) {
            throw new BuildReportException(file, "it is not JSON", e);
        }
    }
}
