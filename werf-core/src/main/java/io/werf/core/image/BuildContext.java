package io.werf.core.image;

import io.werf.core.git.LinkTarget;
import io.werf.core.git.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The files that a build may take: those of the commit (and its submodules) below the context directory that {@code
 * .dockerignore} leaves, and those that the configuration adds. Thread-safe.
 */
public interface BuildContext {

    /** The files, sorted; paths are relative to the context directory. */
    List<TreeEntry> files();

    /** The content of one of {@link #files}. */
    InputStream open(TreeEntry file);

    /**
     * Where a symbolic link of {@link #files} leads.
     *
     * @throws io.werf.core.git.LinkException if that is longer than any path can be
     */
    default String linkTarget(TreeEntry link) {
        try (InputStream content = open(link)) {
            return LinkTarget.read(link, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content's length in bytes. */
    long size(TreeEntry file);

    /**
     * Writes the context as a tar: {@link #files} with their modes, all times 0, owner 0:0. The Dockerfile is in it even when
     * it is none of them, with an ignore file by which the Engine's classic builder hides both from instructions. Streams:
     * holds no file in memory.
     *
     * @throws IOException if {@code out} does
     */
    void writeTar(OutputStream out) throws IOException;

    /** Whether the Dockerfile is one of {@link #files}, so that instructions may take it. */
    boolean hasDockerfile();

    /** Path of the Dockerfile inside the tar, relative to the context directory. */
    String dockerfilePath();
}
