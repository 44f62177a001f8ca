package io.werf.core.image;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The ignore file of a build context, by the rules of Docker.
 *
 * @param path of the file, relative to the project directory; empty when there is none
 */
record DockerIgnore(Optional<String> path, PathRules rules) {

    private static final DockerIgnore NONE = new DockerIgnore(Optional.empty(), PathRules.NONE);

    /** Reads {@code <Dockerfile>.dockerignore}, else {@code .dockerignore} in the context; only one of them counts. */
    static DockerIgnore read(ProjectTree tree, String dockerfile, String context) {
        for (String path : candidates(dockerfile, context)) {
            Optional<TreeEntry> file = tree.follow(path);
            if (file.isPresent()) {
                return parse(new String(tree.read(file.get()), StandardCharsets.UTF_8), path);
            }
        }
        return NONE;
    }

    /** Where an ignore file may be, the one that counts first. */
    static List<String> candidates(String dockerfile, String context) {
        return List.of(dockerfile + ".dockerignore", Paths.join(context, ".dockerignore"));
    }

    /** @throws DockerIgnoreException if a line is malformed */
    static DockerIgnore parse(String text, String path) {
        List<String> patterns = new ArrayList<>();
        int number = 0;
        for (String line :
                (text.startsWith("\uFEFF") ? text.substring(1) : text).lines().toList()) {
            number++;
            if (line.startsWith("#")) {
                continue;
            }
            try {
                PathRules.of(List.of(line));
            } catch (IllegalArgumentException e) {
                Location location = new Location(path, number, 1);
                throw new DockerIgnoreException(
                        String.valueOf(e.getMessage()), Excerpt.of(text, location, line.length()), e);
            }
            patterns.add(line);
        }
        return new DockerIgnore(Optional.of(path), PathRules.of(patterns));
    }
}
