package io.werf.core.build;

import io.werf.core.data.Sha256;
import io.werf.core.git.FileMode;
import io.werf.core.git.TreeEntry;
import io.werf.core.image.BuildContext;
import io.werf.core.image.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** The layer that a COPY makes. The same files give the same bytes: all times are 0. */
final class CopyLayer {

    private final Step.Copy copy;
    private final BuildContext context;
    private final List<ImageDirectories.Directory> directories;
    private final long user;
    private final long group;

    /** @param directories that the image does not have yet */
    CopyLayer(Step.Copy copy, BuildContext context, List<ImageDirectories.Directory> directories) {
        this.copy = copy;
        this.context = context;
        this.directories = List.copyOf(directories);
        String[] owner = copy.chown().orElse("0").split(":", 2);
        this.user = Long.parseLong(owner[0]);
        this.group = Long.parseLong(owner.length > 1 ? owner[1] : owner[0]);
    }

    /** The same for all copies that give the same bytes. */
    String key() {
        StringBuilder text = new StringBuilder("layer 2\n")
                .append(user)
                .append(':')
                .append(group)
                .append('\n')
                .append(copy.chmod().orElse(""))
                .append('\n');
        directories.forEach(directory -> text.append(directory).append('\n'));
        for (Step.CopiedFile copied : copy.files()) {
            TreeEntry file = copied.file();
            text.append(file.mode())
                    .append(' ')
                    .append(file.objectId())
                    .append(' ')
                    .append(copied.destination())
                    .append('\n');
        }
        for (Step.InlineFile inline : copy.inline()) {
            text.append(inline.content().length())
                    .append(' ')
                    .append(inline.content())
                    .append(inline.destination())
                    .append('\n');
        }
        return Sha256.hex(text.toString());
    }

    void writeTo(OutputStream out) throws IOException {
        TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
        for (ImageDirectories.Directory directory : directories) {
            directory(tar, directory);
        }
        for (Step.CopiedFile copied : copy.files()) {
            file(tar, copied);
        }
        for (Step.InlineFile inline : copy.inline()) {
            byte[] bytes = inline.content().getBytes(StandardCharsets.UTF_8);
            content(tar, inline.destination(), 0644, bytes.length, new ByteArrayInputStream(bytes));
        }
        tar.finish();
    }

    private void file(TarArchiveOutputStream tar, Step.CopiedFile copied) throws IOException {
        TreeEntry file = copied.file();
        if (file.mode() == FileMode.SYMLINK) {
            TarArchiveEntry entry = new TarArchiveEntry(relative(copied.destination()), TarConstants.LF_SYMLINK);
            entry.setLinkName(context.linkTarget(file));
            put(tar, entry, 0777, true);
            tar.closeArchiveEntry();
            return;
        }
        try (InputStream content = context.open(file)) {
            int mode = file.mode() == FileMode.EXECUTABLE ? 0755 : 0644;
            content(tar, copied.destination(), mode, context.size(file), content);
        }
    }

    private void content(TarArchiveOutputStream tar, String destination, int mode, long size, InputStream content)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(relative(destination));
        entry.setSize(size);
        Optional<String> changed = copy.chmod();
        put(tar, entry, changed.isPresent() ? Integer.parseInt(changed.get(), 8) : mode, true);
        content.transferTo(tar);
        tar.closeArchiveEntry();
    }

    private void directory(TarArchiveOutputStream tar, ImageDirectories.Directory directory) throws IOException {
        put(tar, new TarArchiveEntry(relative(directory.path()) + "/"), directory.mode(), directory.own());
        tar.closeArchiveEntry();
    }

    private void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode, boolean own) throws IOException {
        entry.setMode(mode);
        entry.setModTime(0L);
        entry.setIds(0, 0);
        if (own) {
            entry.setUserId(user);
            entry.setGroupId(group);
        }
        entry.setUserName("");
        entry.setGroupName("");
        tar.putArchiveEntry(entry);
    }

    private static String relative(String path) {
        return path.startsWith("/") ? path.substring(1) : path;
    }
}
