package io.werf.maven;

/**
 * A parameter's value and where it came from.
 *
 * @param name the user property, for example {@code werf.repo}
 * @param source for people: {@code -Dwerf.repo}, {@code WERF_REPO}, {@code POM}, {@code default}
 */
record Setting(String name, String value, String source) {}
