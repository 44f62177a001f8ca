package io.werf.core.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Instant;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.FileMode;

/** What can be told of a file without reading it. */
final class FileLooks {

    private final Path workTree;
    private final Class<? extends BasicFileAttributes> attributes;

    FileLooks(Path workTree) {
        this.workTree = workTree;
        this.attributes = workTree.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? PosixFileAttributes.class
                : BasicFileAttributes.class;
    }

    /**
     * Whether the file on disk is surely the one that the index remembers: same kind, mode, size and time of last change.
     * False is no proof of a change: the time may differ, or be so near to the index's own that it proves nothing.
     *
     * @throws FileNameException if no file can have that name in the JVM's locale
     */
    boolean areThoseOf(DirCacheEntry entry, String path) {
        Path file = onDisk(path);
        if (FileMode.GITLINK.equals(entry.getRawMode())) {
            return isUninitialisedSubmodule(file);
        }
        if (entry.isSmudged()) {
            return false;
        }
        BasicFileAttributes onDisk;
        try {
            onDisk = Files.readAttributes(file, attributes, LinkOption.NOFOLLOW_LINKS);
        } catch (IOException goneOrUnreadable) {
            return false;
        }
        return isSameKind(entry, onDisk)
                && (int) onDisk.size() == entry.getLength()
                && isSameTime(
                        entry.getLastModifiedInstant(),
                        onDisk.lastModifiedTime().toInstant());
    }

    private Path onDisk(String path) {
        try {
            return workTree.resolve(path);
        } catch (InvalidPathException e) {
            throw new FileNameException(path, e);
        }
    }

    /** Which is no change: there is nothing in it that could differ. */
    private static boolean isUninitialisedSubmodule(Path directory) {
        return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS) && Files.notExists(directory.resolve(".git"));
    }

    private static boolean isSameKind(DirCacheEntry entry, BasicFileAttributes onDisk) {
        if (FileMode.SYMLINK.equals(entry.getRawMode())) {
            return onDisk.isSymbolicLink();
        }
        boolean executable = FileMode.EXECUTABLE_FILE.equals(entry.getRawMode());
        return onDisk.isRegularFile()
                && (!(onDisk instanceof PosixFileAttributes posix)
                        || posix.permissions().contains(PosixFilePermission.OWNER_EXECUTE) == executable);
    }

    /** An index written by a git without sub-second times has none. */
    private static boolean isSameTime(Instant indexed, Instant onDisk) {
        return indexed.getNano() == 0 ? indexed.getEpochSecond() == onDisk.getEpochSecond() : indexed.equals(onDisk);
    }
}
