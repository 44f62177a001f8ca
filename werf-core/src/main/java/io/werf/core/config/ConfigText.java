package io.werf.core.config;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;

/** A configuration file's text, to show the place of a mistake in. */
record ConfigText(String file, String text) {

    ConfigException error(Location at, int width, String message) {
        return new ConfigException(message, Excerpt.of(text, at, width));
    }

    /** The character at a place; a blank when there is none. */
    char at(Location place) {
        String line = text.lines().skip(place.line() - 1L).findFirst().orElse("");
        return place.column() <= line.length() ? line.charAt(place.column() - 1) : ' ';
    }
}
