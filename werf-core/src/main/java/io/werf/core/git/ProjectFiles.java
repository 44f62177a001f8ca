package io.werf.core.git;

import java.nio.file.Path;
import java.util.List;

/**
 * The files that a run works on: those of a commit, or in development mode those of the commit with the uncommitted work on
 * top. Thread-safe; usable until the repository is closed.
 */
public final class ProjectFiles {

    private final Commit head;
    private final Commit commit;
    private final ProjectTree tree;
    private final Path directory;
    private final List<String> uncommitted;

    ProjectFiles(Commit head, Commit commit, ProjectTree tree, Path directory, List<String> uncommitted) {
        this.head = head;
        this.commit = commit;
        this.tree = tree;
        this.directory = directory;
        this.uncommitted = List.copyOf(uncommitted);
    }

    /** Files that are known already, and the directory that accepted files of the disk are in. */
    public static ProjectFiles of(Commit commit, ProjectTree tree, Path directory) {
        return new ProjectFiles(commit, commit, tree, directory, List.of());
    }

    /** The commit at HEAD. */
    public Commit head() {
        return head;
    }

    /** The project directory. */
    public Path directory() {
        return directory;
    }

    /** The commit; with uncommitted work on top, the id is one of that work and no commit of the repository. */
    public Commit commit() {
        return commit;
    }

    /** The files. */
    public ProjectTree tree() {
        return tree;
    }

    /** The files that development mode took from the work tree, relative to the project directory; else none. */
    public List<String> uncommitted() {
        return uncommitted;
    }

    /**
     * The files, with those on disk that are accepted in place of the commit's, even when git ignores them.
     *
     * @param accepted a file that is not on disk is the commit's
     */
    public ProjectTree with(PathRule accepted) {
        return accepted.mayMatchBelow("") ? new OverlayTree(tree, new AcceptedFiles(directory, accepted)) : tree;
    }

    /** Whether something is at that path of the work tree, for errors about files that the commit does not have. */
    public boolean isOnDisk(String path) {
        return Development.isOnDisk(directory, path);
    }
}
