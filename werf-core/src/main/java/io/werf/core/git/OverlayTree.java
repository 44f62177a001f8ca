package io.werf.core.git;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A tree with files of the work tree laid over it. */
final class OverlayTree implements ProjectTree {

    private final ProjectTree below;
    private final WorkFiles over;

    OverlayTree(ProjectTree below, WorkFiles over) {
        this.below = below;
        this.over = over;
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        Optional<TreeEntry> own = over.find(path).map(WorkFile::entry);
        return own.isPresent() || over.isGone(path) ? own : below.entry(path);
    }

    @Override
    public boolean isDirectory(String path) {
        return (below.isDirectory(path) && !over.mayBeGoneBelow(path))
                || !list(path).isEmpty();
    }

    @Override
    public List<TreeEntry> list(String directory, Predicate<String> enter) {
        Map<String, TreeEntry> all = new TreeMap<>();
        for (TreeEntry entry : below.list(directory, enter)) {
            if (!over.isGone(entry.path())) {
                all.put(entry.path(), entry);
            }
        }
        over.list(directory, enter, entry -> all.put(entry.path(), entry));
        return List.copyOf(new ArrayList<>(all.values()));
    }

    @Override
    public Optional<ProjectTree> submodule(TreeEntry module) {
        return below.submodule(module);
    }

    @Override
    public byte[] read(TreeEntry entry) {
        return own(entry).map(WorkFile::read).orElseGet(() -> below.read(entry));
    }

    @Override
    public InputStream open(TreeEntry entry) {
        return own(entry).map(WorkFile::open).orElseGet(() -> below.open(entry));
    }

    @Override
    public long size(TreeEntry entry) {
        return own(entry).map(WorkFile::size).orElseGet(() -> below.size(entry));
    }

    /** An entry tells by its content's id whether it came from here. */
    private Optional<WorkFile> own(TreeEntry entry) {
        return over.find(entry.path()).filter(file -> file.entry().objectId().equals(entry.objectId()));
    }
}
