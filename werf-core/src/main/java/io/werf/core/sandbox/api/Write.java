package io.werf.core.sandbox.api;

/**
 * How an object is written.
 *
 * @param manager field manager
 * @param subresource {@code ""} or {@code status}
 * @param dryRun whether nothing is kept
 */
public record Write(String manager, String subresource, boolean dryRun) {

    /** An ordinary write. */
    public static Write by(String manager) {
        return new Write(manager, "", false);
    }

    /** A write of the status alone. */
    public static Write statusBy(String manager) {
        return new Write(manager, "status", false);
    }
}
