package io.werf.core.git;

/**
 * A file whose content on disk or in the index is not the commit's.
 *
 * @param path relative to the project directory
 * @param neededBy what takes this file, for the message, for example {@code Dockerfile:5 COPY}; empty when obvious
 */
public record UncommittedFile(String path, State state, String neededBy) {

    /** How it differs from the commit. */
    public enum State {
        MODIFIED,
        UNTRACKED,
        DELETED
    }
}
