package io.werf.core.image;

import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A build context that is read from the objects of a commit; nothing is checked out. Thread-safe. */
final class GitBuildContext implements BuildContext {

    private final ContextFiles files;
    private final String dockerfile;

    /** @param dockerfile path relative to the project directory */
    GitBuildContext(ContextFiles files, String dockerfile) {
        this.files = files;
        this.dockerfile = dockerfile;
    }

    @Override
    public List<TreeEntry> files() {
        return files.all();
    }

    @Override
    public InputStream open(TreeEntry file) {
        return files.tree().open(files.inProject(file));
    }

    @Override
    public long size(TreeEntry file) {
        return files.tree().size(files.inProject(file));
    }

    /** A Dockerfile from outside of the context is put beside its files under a name of its own. */
    @Override
    public String dockerfilePath() {
        return Paths.isWithin(files.directory(), dockerfile)
                ? Paths.relative(files.directory(), dockerfile)
                : ".werf-" + Paths.name(dockerfile);
    }

    @Override
    public void writeTar(OutputStream out) throws IOException {
        TreeMap<String, TreeEntry> entries = new TreeMap<>(Comparator.naturalOrder());
        files.all().forEach(file -> entries.put(file.path(), files.inProject(file)));
        ProjectTree tree = files.tree();
        tree.entry(dockerfile).ifPresent(entry -> entries.put(dockerfilePath(), entry));
        Optional<String> ignore = files.ignore().path();
        ignore.filter(path -> Paths.isWithin(files.directory(), path))
                .flatMap(tree::entry)
                .ifPresent(entry -> entries.put(Paths.relative(files.directory(), entry.path()), entry));
        ContextTar.write(tree, entries, out);
    }
}
