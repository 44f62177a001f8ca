package io.werf.core.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Paths that a configuration names: relative, with {@code /}, and never out of their base. */
final class ProjectPath {

    private ProjectPath() {}

    /** The path without {@code .}, {@code ..} and double slashes; empty when it is absolute or leads out of its base. */
    static Optional<String> normalized(String path) {
        if (path.startsWith("/") || path.startsWith("\\") || path.matches("[A-Za-z]:.*") || path.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                if (segments.isEmpty()) {
                    return Optional.empty();
                }
                segments.remove(segments.size() - 1);
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.add(segment);
            }
        }
        return Optional.of(String.join("/", segments));
    }

    /** {@code path} below {@code directory}, both normalised. */
    static String join(String directory, String path) {
        return directory.isEmpty() ? path : path.isEmpty() ? directory : directory + "/" + path;
    }
}
