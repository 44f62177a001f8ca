package io.werf.core.image;

import io.werf.core.git.FileMode;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes files of a commit as a tar whose bytes depend on nothing but them. */
final class ContextTar {

    private static final FileTime EPOCH = FileTime.fromMillis(0);

    private final ProjectTree tree;
    private final TarArchiveOutputStream tar;
    private final Set<String> directories = new HashSet<>();

    private ContextTar(ProjectTree tree, TarArchiveOutputStream tar) {
        this.tree = tree;
        this.tar = tar;
        directories.add("");
    }

    /**
     * Writes the tar and leaves {@code out} open.
     *
     * @param files name in the tar to file of the tree
     */
    static void write(ProjectTree tree, SortedMap<String, TreeEntry> files, OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
        ContextTar writer = new ContextTar(tree, tar);
        for (Map.Entry<String, TreeEntry> file : files.entrySet()) {
            writer.directory(Paths.parent(file.getKey()));
            writer.file(file.getKey(), file.getValue());
        }
        tar.finish();
        tar.flush();
    }

    private void directory(String path) throws IOException {
        if (directories.add(path)) {
            directory(Paths.parent(path));
            entry(new TarArchiveEntry(path + "/", TarConstants.LF_DIR), 0755);
            tar.closeArchiveEntry();
        }
    }

    private void file(String name, TreeEntry file) throws IOException {
        switch (file.mode()) {
            case REGULAR, EXECUTABLE -> {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
                entry.setSize(tree.size(file));
                entry(entry, file.mode() == FileMode.EXECUTABLE ? 0755 : 0644);
                try (InputStream content = tree.open(file)) {
                    content.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
            case SYMLINK -> {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                entry.setLinkName(new String(tree.read(file), StandardCharsets.UTF_8));
                entry(entry, 0777);
                tar.closeArchiveEntry();
            }
            // What a checkout without --recurse-submodules has there.
            case SUBMODULE -> directory(name);
        }
    }

    private void entry(TarArchiveEntry entry, int mode) throws IOException {
        entry.setMode(mode);
        entry.setLastModifiedTime(EPOCH);
        entry.setIds(0, 0);
        entry.setNames("", "");
        tar.putArchiveEntry(entry);
    }
}
