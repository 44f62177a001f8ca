package io.werf.core.image;

import io.werf.core.git.FileMode;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The files below a context directory that its ignore file leaves, with paths relative to that directory: those of the
 * commit, those of its submodules as far as they are here, and those that the configuration adds. The tree is walked once, when
 * somebody asks first. Thread-safe.
 */
final class ContextFiles {

    private final ProjectTree tree;
    private final String directory;
    private final DockerIgnore ignore;
    private final Map<String, OutsideFile> outside;
    private @Nullable List<TreeEntry> all;

    /** @param added files that are not in the commit, by path relative to the directory; they are never ignored */
    ContextFiles(ProjectTree tree, String directory, DockerIgnore ignore, Map<String, OutsideFile> added) {
        this.tree = tree;
        this.directory = directory;
        this.ignore = ignore;
        this.outside = new HashMap<>(added);
    }

    ProjectTree tree() {
        return tree;
    }

    String directory() {
        return directory;
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
        List<OutsideFile> added = List.copyOf(outside.values());
        for (TreeEntry entry : listed) {
            String path = Paths.relative(directory, entry.path());
            if (!outside.containsKey(path) && !rules.matches(path)) {
                if (entry.mode() == FileMode.SUBMODULE && addSubmodule(tree, entry, path, rules, kept)) {
                    continue;
                }
                kept.add(directory.isEmpty() ? entry : new TreeEntry(path, entry.mode(), entry.objectId()));
            }
        }
        added.forEach(file -> kept.add(file.entry()));
        kept.sort(Comparator.comparing(TreeEntry::path));
        return Collections.unmodifiableList(kept);
    }

    /**
     * Adds the files of a submodule at the commit that its parent names.
     *
     * @return whether that is here
     */
    private boolean addSubmodule(
            ProjectTree parent, TreeEntry module, String path, PathRules.Walk rules, List<TreeEntry> kept) {
        Optional<ProjectTree> content = parent.submodule(module);
        if (content.isEmpty()) {
            return false;
        }
        ProjectTree files = content.get();
        for (TreeEntry file : files.list("", below -> !rules.matchesAllBelow(Paths.join(path, below)))) {
            String name = Paths.join(path, file.path());
            if (outside.containsKey(name) || rules.matches(name)) {
                continue;
            }
            if (file.mode() == FileMode.SUBMODULE && addSubmodule(files, file, name, rules, kept)) {
                continue;
            }
            TreeEntry entry = new TreeEntry(name, file.mode(), file.objectId());
            kept.add(entry);
            if (file.mode() != FileMode.SUBMODULE) {
                outside.put(name, new OutsideFile(entry, () -> files.open(file), () -> files.size(file)));
            }
        }
        return true;
    }

    InputStream open(TreeEntry file) {
        OutsideFile other = outside.get(file.path());
        return other == null ? tree.open(inProject(file)) : other.open();
    }

    long size(TreeEntry file) {
        OutsideFile other = outside.get(file.path());
        return other == null ? tree.size(inProject(file)) : other.size().getAsLong();
    }

    /** The same file with its path relative to the project directory. */
    private TreeEntry inProject(TreeEntry file) {
        return directory.isEmpty()
                ? file
                : new TreeEntry(Paths.join(directory, file.path()), file.mode(), file.objectId());
    }
}
