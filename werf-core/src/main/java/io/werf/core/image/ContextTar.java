package io.werf.core.image;

import io.werf.core.git.FileMode;
import io.werf.core.git.TreeEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes files of a build context as a tar whose bytes depend on nothing but them. */
final class ContextTar {

    private static final FileTime EPOCH = FileTime.fromMillis(0);

    private final BuildContext context;
    private final TarArchiveOutputStream tar;
    private final Set<String> directories = new HashSet<>(Set.of(""));

    /** @param out stays open */
    ContextTar(BuildContext context, OutputStream out) {
        this.context = context;
        this.tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        tar.setAddPaxHeadersForNonAsciiNames(true);
    }

    void finish() throws IOException {
        tar.finish();
        tar.flush();
    }

    /** Adds a regular file that is not one of the context's. */
    void add(String name, byte[] content) throws IOException {
        directory(Paths.parent(name));
        TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
        entry.setSize(content.length);
        entry(entry, 0644);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    void add(TreeEntry file) throws IOException {
        String name = file.path();
        directory(Paths.parent(name));
        switch (file.mode()) {
            case REGULAR, EXECUTABLE -> {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL);
                entry.setSize(context.size(file));
                entry(entry, file.mode() == FileMode.EXECUTABLE ? 0755 : 0644);
                try (InputStream content = context.open(file)) {
                    content.transferTo(tar);
                }
                tar.closeArchiveEntry();
            }
            case SYMLINK -> {
                TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
                entry.setLinkName(context.linkTarget(file));
                entry(entry, 0777);
                tar.closeArchiveEntry();
            }
            // One whose content is not here: what a checkout without --recurse-submodules has there.
            case SUBMODULE -> directory(name);
        }
    }

    private void directory(String path) throws IOException {
        if (directories.add(path)) {
            directory(Paths.parent(path));
            entry(new TarArchiveEntry(path + "/", TarConstants.LF_DIR), 0755);
            tar.closeArchiveEntry();
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
