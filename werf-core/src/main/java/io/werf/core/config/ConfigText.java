package io.werf.core.config;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A configuration file's text, to show the place of a mistake in. */
record ConfigText(String file, String text) {

    private static final long LARGEST = 1 << 20;

    /**
     * The text of a file with links followed; empty when there is none.
     *
     * @throws ConfigException if it is larger than 1 MiB
     */
    static Optional<String> read(ProjectTree tree, String path) {
        Optional<TreeEntry> entry = ProjectPath.normalized(path).flatMap(tree::follow);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        long size = tree.size(entry.get());
        if (size > LARGEST) {
            throw new ConfigText(path, "")
                    .error(new Location(path, 1, 0), 1, "has " + size + " bytes, more than 1 MiB");
        }
        // Some editors put a byte order mark in front, which is no part of the text.
        String text = new String(tree.read(entry.get()), StandardCharsets.UTF_8);
        return Optional.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
    }

    ConfigException error(Location at, int width, String message) {
        return new ConfigException(message, Excerpt.of(text, at, width));
    }

    /** The character at a place; a blank when there is none. */
    char at(Location place) {
        String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
        return place.column() <= line.length() ? line.charAt(place.column() - 1) : ' ';
    }
}
