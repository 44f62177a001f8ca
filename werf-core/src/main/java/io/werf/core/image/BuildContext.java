package io.werf.core.image;

import io.werf.core.git.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** The files that a build may take: those of the commit below the context directory that {@code .dockerignore} leaves. */
public interface BuildContext {

    /** The files, sorted; paths are relative to the context directory. */
    List<TreeEntry> files();

    /** The content of one of {@link #files}. */
    InputStream open(TreeEntry file);

    /** The content's length in bytes. */
    long size(TreeEntry file);

    /**
     * Writes the context as a tar: {@link #files} with their modes, all times 0, owner 0:0; the Dockerfile and the ignore
     * file are in it even when ignored. Streams: holds no file in memory.
     *
     * @throws IOException if {@code out} does
     */
    void writeTar(OutputStream out) throws IOException;

    /** Path of the Dockerfile inside the tar, relative to the context directory. */
    String dockerfilePath();
}
