package io.werf.core.image;

import io.werf.core.git.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A build context of a module's class path with the Dockerfile that goes with it. Thread-safe. */
final class JavaBuildContext implements BuildContext {

    private static final String DOCKERFILE = "Dockerfile";

    private final Map<String, OutsideFile> files;
    private final List<TreeEntry> entries;
    private final String dockerfile;

    /** @param dockerfile its text */
    JavaBuildContext(JavaFiles files, String dockerfile) {
        this.files = files.files();
        this.entries = this.files.values().stream().map(OutsideFile::entry).toList();
        this.dockerfile = dockerfile;
    }

    @Override
    public List<TreeEntry> files() {
        return entries;
    }

    @Override
    public InputStream open(TreeEntry file) {
        return file(file).open();
    }

    @Override
    public long size(TreeEntry file) {
        return file(file).size().getAsLong();
    }

    private OutsideFile file(TreeEntry entry) {
        OutsideFile file = files.get(entry.path());
        if (file == null) {
            throw new IllegalArgumentException("not in this context: " + entry.path());
        }
        return file;
    }

    @Override
    public void writeTar(OutputStream out) throws IOException {
        ContextTar tar = new ContextTar(this, out);
        tar.add(DOCKERFILE, dockerfile.getBytes(StandardCharsets.UTF_8));
        for (TreeEntry file : entries) {
            tar.add(file);
        }
        tar.finish();
    }

    @Override
    public boolean hasDockerfile() {
        return false;
    }

    @Override
    public String dockerfilePath() {
        return DOCKERFILE;
    }
}
