package io.werf.core.git;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The files of one commit below the project directory, and nothing else: no checkout, no work tree. Thread-safe.
 *
 * <p>All paths are relative to the project directory, with {@code /}, without {@code ./}; {@code ""} is the project
 * directory.
 */
public interface ProjectTree {

    /** The file at {@code path}; empty when there is none or it is a directory. Links are not followed. */
    Optional<TreeEntry> entry(String path);

    /**
     * The file at {@code path} with symbolic links followed inside the commit, those of directories as well; empty when there
     * is no file at the end of them.
     *
     * @throws LinkException if a link leads out of the project directory, or in circles
     */
    default Optional<TreeEntry> follow(String path) {
        return Links.follow(this, path);
    }

    /**
     * The path of the directory that {@code path} leads to, with symbolic links followed inside the commit; empty when it is none
     * that has files.
     *
     * @throws LinkException if a link leads out of the project directory, or in circles
     */
    default Optional<String> followDirectory(String path) {
        return Links.followDirectory(this, path);
    }

    /** Whether {@code path} is a directory that has files. */
    boolean isDirectory(String path);

    /** All files below {@code directory}, sorted by path; empty when there is no such directory. */
    default List<TreeEntry> list(String directory) {
        return list(directory, path -> true);
    }

    /**
     * The files below {@code directory}, sorted by path.
     *
     * @param enter asked for each directory (its path) before it is read: what is not entered costs nothing
     */
    List<TreeEntry> list(String directory, Predicate<String> enter);

    /**
     * The files of a submodule at the commit that this one names, with paths relative to the submodule; empty when its
     * repository is not checked out or does not have that commit.
     *
     * @param module an entry of mode {@link FileMode#SUBMODULE}
     */
    default Optional<ProjectTree> submodule(TreeEntry module) {
        return Optional.empty();
    }

    /** The content of a file. For a link, its target. */
    byte[] read(TreeEntry entry);

    /** The content of a file as a stream, for files that should not be held in memory. */
    InputStream open(TreeEntry entry);

    /** The content's length in bytes. */
    long size(TreeEntry entry);

    /** The text of the file at {@code path} in UTF-8; empty when there is none. */
    default Optional<String> text(String path) {
        return entry(path).map(entry -> new String(read(entry), java.nio.charset.StandardCharsets.UTF_8));
    }
}
