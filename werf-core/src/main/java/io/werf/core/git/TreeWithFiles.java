package io.werf.core.git;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** The files of a commit and some more beside them. */
public final class TreeWithFiles implements ProjectTree {

    private static final String ADDED = "added:";

    private final ProjectTree tree;
    private final TreeMap<String, byte[]> added;

    /** @param added contents by path; they hide files of the same path */
    public TreeWithFiles(ProjectTree tree, Map<String, byte[]> added) {
        this.tree = tree;
        this.added = new TreeMap<>(added);
    }

    private static TreeEntry entryOf(String path) {
        return new TreeEntry(path, FileMode.REGULAR, ADDED + path);
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        return added.containsKey(path) ? Optional.of(entryOf(path)) : tree.entry(path);
    }

    @Override
    public boolean isDirectory(String path) {
        String prefix = path + "/";
        String first = added.ceilingKey(prefix);
        return (first != null && first.startsWith(prefix)) || tree.isDirectory(path);
    }

    @Override
    public List<TreeEntry> list(String directory, Predicate<String> enter) {
        Map<String, TreeEntry> entries = new TreeMap<>();
        tree.list(directory, enter).forEach(entry -> entries.put(entry.path(), entry));
        String prefix = directory.isEmpty() ? "" : directory + "/";
        added.tailMap(prefix).keySet().stream()
                .takeWhile(path -> path.startsWith(prefix))
                .filter(path -> isEntered(prefix, path, enter))
                .forEach(path -> entries.put(path, entryOf(path)));
        return List.copyOf(entries.values());
    }

    private static boolean isEntered(String prefix, String path, Predicate<String> enter) {
        for (int slash = path.indexOf('/', prefix.length()); slash > 0; slash = path.indexOf('/', slash + 1)) {
            if (!enter.test(path.substring(0, slash))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Optional<ProjectTree> submodule(TreeEntry module) {
        return tree.submodule(module);
    }

    @Override
    public byte[] read(TreeEntry entry) {
        return entry.objectId().startsWith(ADDED) ? content(entry).clone() : tree.read(entry);
    }

    @Override
    public InputStream open(TreeEntry entry) {
        return entry.objectId().startsWith(ADDED) ? new ByteArrayInputStream(content(entry)) : tree.open(entry);
    }

    @Override
    public long size(TreeEntry entry) {
        return entry.objectId().startsWith(ADDED) ? content(entry).length : tree.size(entry);
    }

    private byte[] content(TreeEntry entry) {
        return java.util.Objects.requireNonNull(added.get(entry.path()), entry.path());
    }
}
