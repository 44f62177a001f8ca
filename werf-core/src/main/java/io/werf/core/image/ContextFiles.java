package io.werf.core.image;

import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files below a context directory that its ignore file leaves, with paths relative to that directory. The tree is
 * walked once, when somebody asks first. Thread-safe.
 */
final class ContextFiles {

    private final ProjectTree tree;
    private final String directory;
    private final DockerIgnore ignore;
    private @Nullable List<TreeEntry> all;

    ContextFiles(ProjectTree tree, String directory, DockerIgnore ignore) {
        this.tree = tree;
        this.directory = directory;
        this.ignore = ignore;
    }

    ProjectTree tree() {
        return tree;
    }

    String directory() {
        return directory;
    }

    DockerIgnore ignore() {
        return ignore;
    }

    /** All of them, sorted by path. */
    synchronized List<TreeEntry> all() {
        List<TreeEntry> known = all;
        if (known == null) {
            known = walk();
            all = known;
        }
        return known;
    }

    private List<TreeEntry> walk() {
        PathRules.Walk rules = ignore.rules().walk();
        List<TreeEntry> listed = ignore.rules().isEmpty()
                ? tree.list(directory)
                : tree.list(
                        directory,
                        path -> path.equals(directory) || !rules.matchesAllBelow(Paths.relative(directory, path)));
        List<TreeEntry> kept = new ArrayList<>(listed.size());
        for (TreeEntry entry : listed) {
            String path = Paths.relative(directory, entry.path());
            if (!rules.matches(path)) {
                kept.add(directory.isEmpty() ? entry : new TreeEntry(path, entry.mode(), entry.objectId()));
            }
        }
        kept.sort(Comparator.comparing(TreeEntry::path));
        return Collections.unmodifiableList(kept);
    }

    /** The same file with its path relative to the project directory. */
    TreeEntry inProject(TreeEntry file) {
        return directory.isEmpty()
                ? file
                : new TreeEntry(Paths.join(directory, file.path()), file.mode(), file.objectId());
    }
}
