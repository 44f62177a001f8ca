package io.werf.core.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.jspecify.annotations.Nullable;

/**
 * A file of the work tree as it was when it was first looked at. Its content is read again when it is wanted, and must be the
 * same then: what was named after a content is never built from another one.
 */
final class WorkFile {

    private final TreeEntry entry;
    private final Path file;
    private final long size;
    private final byte @Nullable [] kept;

    /** {@code kept}: the content, where Git's filters (line ends, {@code filter=}) make it another one than that on disk. */
    WorkFile(TreeEntry entry, Path file, long size, byte @Nullable [] kept) {
        this.entry = entry;
        this.file = file;
        this.size = size;
        this.kept = kept;
    }

    TreeEntry entry() {
        return entry;
    }

    long size() {
        return size;
    }

    /** The file at a path as it is on disk; empty when there is no file. Nothing is filtered. */
    static Optional<WorkFile> at(Path project, String path) {
        try {
            Path file = project.resolve(path);
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                byte[] target = target(file);
                return Optional.of(new WorkFile(
                        new TreeEntry(path, FileMode.SYMLINK, id(target).name()), file, target.length, target));
            }
            if (!attributes.isRegularFile()) {
                return Optional.empty();
            }
            FileMode mode = Files.isExecutable(file) ? FileMode.EXECUTABLE : FileMode.REGULAR;
            return Optional.of(new WorkFile(
                    new TreeEntry(path, mode, id(file, attributes.size()).name()), file, attributes.size(), null));
        } catch (NoSuchFileException | InvalidPathException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new GitReadException("reading " + path + " of the work tree", e);
        }
    }

    static byte[] target(Path link) throws IOException {
        return Files.readSymbolicLink(link).toString().replace('\\', '/').getBytes(StandardCharsets.UTF_8);
    }

    static ObjectId id(byte[] content) {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            return formatter.idFor(Constants.OBJ_BLOB, content);
        }
    }

    static ObjectId id(Path file, long size) throws IOException {
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter();
                InputStream in = Files.newInputStream(file)) {
            return formatter.idFor(Constants.OBJ_BLOB, size, in);
        }
    }

    byte[] read() {
        if (kept != null) {
            return kept.clone();
        }
        try {
            byte[] content = Files.readAllBytes(file);
            if (!id(content).name().equals(entry.objectId())) {
                throw new WorkFileChangedException(entry.path());
            }
            return content;
        } catch (IOException e) {
            throw new GitReadException("reading " + entry.path() + " of the work tree", e);
        }
    }

    InputStream open() {
        if (kept != null) {
            return new ByteArrayInputStream(kept);
        }
        try {
            return new UnchangedStream(Files.newInputStream(file), this);
        } catch (IOException e) {
            throw new GitReadException("reading " + entry.path() + " of the work tree", e);
        }
    }
}
