package io.werf.core.git;

/**
 * A file of a commit.
 *
 * @param path relative to the project directory, with {@code /}
 * @param objectId hex id of the Git object that has the content
 */
public record TreeEntry(String path, FileMode mode, String objectId) {}
