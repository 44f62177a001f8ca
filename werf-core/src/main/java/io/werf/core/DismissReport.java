package io.werf.core;

/**
 * What a dismissal did.
 *
 * @param deleted how many objects it removed; 0 when there was no such release
 */
public record DismissReport(String release, String namespace, int deleted) {}
