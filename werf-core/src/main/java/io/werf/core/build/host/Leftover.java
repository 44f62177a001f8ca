package io.werf.core.build.host;

/**
 * Something that a clean-up of this host removes.
 *
 * @param what for people: an image's name or id, a file
 * @param bytes how large it is
 * @param reason why it goes
 */
public record Leftover(String what, long bytes, String reason) {}
