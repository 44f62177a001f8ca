package io.werf.core.git;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.TreeWalk.OperationType;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.jspecify.annotations.Nullable;

/**
 * The work in progress as if it were committed: uncommitted files, with the object ids that git would give them. Nothing is
 * written, neither objects nor the index.
 */
final class Development {

    private final Repository repository;
    private final String prefix;

    /** {@code prefix}: the project directory relative to the work tree, ending with {@code /}, or empty. */
    Development(Repository repository, String prefix) {
        this.repository = repository;
        this.prefix = prefix;
    }

    /** The files at these paths (relative to the project directory) by path; those that are not on disk are empty. */
    Map<String, Optional<WorkFile>> files(List<String> paths) throws IOException {
        Map<String, Optional<WorkFile>> files = new TreeMap<>();
        paths.forEach(path -> files.put(path, Optional.empty()));
        if (paths.isEmpty()) {
            return files;
        }
        try (TreeWalk walk = new TreeWalk(repository)) {
            walk.setOperationType(OperationType.CHECKIN_OP);
            FileTreeIterator disk = new FileTreeIterator(repository);
            int diskSide = walk.addTree(disk);
            int indexSide = walk.addTree(new DirCacheIterator(repository.readDirCache()));
            disk.setDirCacheIterator(walk, indexSide);
            walk.setRecursive(true);
            walk.setFilter(PathFilterGroup.createFromStrings(
                    paths.stream().map(path -> prefix + path).toList()));
            while (walk.next()) {
                FileTreeIterator onDisk = walk.getTree(diskSide, FileTreeIterator.class);
                String path = walk.getPathString().substring(prefix.length());
                if (onDisk == null || !files.containsKey(path)) {
                    continue;
                }
                files.put(path, Optional.of(file(path, onDisk, walk.getTree(indexSide, DirCacheIterator.class))));
            }
        }
        return files;
    }

    private WorkFile file(String path, FileTreeIterator onDisk, @Nullable DirCacheIterator indexed) throws IOException {
        Path file = repository.getWorkTree().toPath().resolve(prefix + path);
        if (onDisk.getEntryFileMode().equals(org.eclipse.jgit.lib.FileMode.GITLINK)) {
            // A submodule is the commit that is checked out in it, as git add has it; that may differ from the one of
            // the parent.
            String commit = onDisk.getEntryObjectId().name();
            return new WorkFile(new TreeEntry(path, FileMode.SUBMODULE, commit), file, 0, new byte[0]);
        }
        if (Files.isSymbolicLink(file)) {
            byte[] target = WorkFile.target(file);
            return new WorkFile(
                    new TreeEntry(path, FileMode.SYMLINK, WorkFile.id(target).name()), file, target.length, target);
        }
        org.eclipse.jgit.lib.FileMode mode = onDisk.getIndexFileMode(indexed);
        ObjectId id = onDisk.getEntryObjectId();
        TreeEntry entry = new TreeEntry(
                path,
                mode.equals(org.eclipse.jgit.lib.FileMode.EXECUTABLE_FILE) ? FileMode.EXECUTABLE : FileMode.REGULAR,
                id.name());
        long size = Files.size(file);
        if (WorkFile.id(file, size).equals(id)) {
            return new WorkFile(entry, file, size, null);
        }
        ByteArrayOutputStream filtered = new ByteArrayOutputStream();
        try (InputStream in = onDisk.openEntryStream()) {
            in.transferTo(filtered);
        }
        return new WorkFile(entry, file, filtered.size(), filtered.toByteArray());
    }

    /** An id of the commit with these changes on top: the same for the same work, that of the commit when there are none. */
    static String id(Commit head, Map<String, Optional<WorkFile>> changes) {
        if (changes.isEmpty()) {
            return head.hash();
        }
        MessageDigest digest = Constants.newMessageDigest();
        digest.update(head.hash().getBytes(StandardCharsets.US_ASCII));
        changes.forEach((path, file) -> digest.update(("\0" + path + "\0"
                        + file.map(f -> f.entry().mode().octal() + " "
                                        + f.entry().objectId())
                                .orElse("-"))
                .getBytes(StandardCharsets.UTF_8)));
        return ObjectId.fromRaw(digest.digest()).name();
    }

    /** Whether something is at that path, of whatever kind. */
    static boolean isOnDisk(Path project, String path) {
        return !CommitTree.isOdd(path) && Files.exists(project.resolve(path), LinkOption.NOFOLLOW_LINKS);
    }
}
