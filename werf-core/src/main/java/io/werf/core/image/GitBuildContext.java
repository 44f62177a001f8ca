package io.werf.core.image;

import io.werf.core.git.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A build context that is read from the objects of a commit; nothing is checked out. Thread-safe. */
final class GitBuildContext implements BuildContext {

    private static final String IGNORE_FILE = ".dockerignore";

    private final ContextFiles files;
    private final String dockerfile;

    /** @param dockerfile path of the file itself, no link, relative to the project directory */
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
        return files.open(file);
    }

    @Override
    public long size(TreeEntry file) {
        return files.size(file);
    }

    /** A Dockerfile from outside of the context is put beside its files under a name of its own. */
    @Override
    public String dockerfilePath() {
        return Paths.isWithin(files.directory(), dockerfile)
                ? Paths.relative(files.directory(), dockerfile)
                : ".werf-" + Paths.name(dockerfile);
    }

    @Override
    public boolean hasDockerfile() {
        return new FileIndex(this).file(dockerfilePath()).isPresent();
    }

    @Override
    public void writeTar(OutputStream out) throws IOException {
        ContextTar tar = new ContextTar(this, out);
        boolean hidden = !hasDockerfile();
        if (hidden) {
            tar.add(dockerfilePath(), dockerfile());
            if (new FileIndex(this).file(IGNORE_FILE).isEmpty()) {
                // The classic builder takes away what such a file names, after it has read the Dockerfile.
                tar.add(IGNORE_FILE, (IGNORE_FILE + "\n" + dockerfilePath() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        for (TreeEntry file : files()) {
            tar.add(file);
        }
        tar.finish();
    }

    private byte[] dockerfile() {
        return files.tree().entry(dockerfile).map(files.tree()::read).orElse(new byte[0]);
    }
}
