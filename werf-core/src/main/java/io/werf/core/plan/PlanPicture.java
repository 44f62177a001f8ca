package io.werf.core.plan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** A plan's graph as a picture in a file. */
public final class PlanPicture {

    private PlanPicture() {}

    /**
     * Writes SVG, or DOT when the file's name ends in {@code .dot}.
     *
     * @param plan its tree, see {@link PlanTree}
     * @throws PictureException if the name ends otherwise, or the file cannot be written
     */
    public static void write(Map<String, Object> plan, Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        PlanNodes nodes = PlanNodes.of(plan);
        String picture;
        if (name.endsWith(".svg")) {
            picture = PlanSvg.of(nodes);
        } else if (name.endsWith(".dot")) {
            picture = PlanDot.of(nodes);
        } else {
            throw new PictureException(file.toString(), "its name must end in .svg or .dot", null);
        }
        try {
            Path directory = file.toAbsolutePath().getParent();
            if (directory != null) {
                Files.createDirectories(directory);
            }
            Files.write(file, picture.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new PictureException(file.toString(), e.toString(), e);
        }
    }
}
