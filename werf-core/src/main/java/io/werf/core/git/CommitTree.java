package io.werf.core.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/** A {@link ProjectTree} over JGit's objects; every call has its own reader, so that threads do not meet. */
final class CommitTree implements ProjectTree {

    /** Of what is read whole: configuration, templates, values. What an image takes is streamed. */
    private static final long LARGEST = 256 << 20;

    private final Repository repository;
    private final String commit;
    private final @Nullable ObjectId root;

    private final String prefix;
    private final Submodules submodules;

    private CommitTree(
            Repository repository, String commit, @Nullable ObjectId root, String prefix, Submodules submodules) {
        this.repository = repository;
        this.commit = commit;
        this.root = root;
        this.prefix = prefix;
        this.submodules = submodules;
    }

    /** @param prefix the project directory in the work tree */
    static CommitTree of(Repository repository, String commit, String prefix, Submodules submodules) {
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader)) {
            ObjectId root =
                    walk.parseCommit(ObjectId.fromString(commit)).getTree().copy();
            return new CommitTree(repository, commit, directory(reader, root, prefix), prefix, submodules);
        } catch (IOException e) {
            throw new GitReadException("reading commit " + commit, e);
        }
    }

    @Override
    public Optional<ProjectTree> submodule(TreeEntry module) {
        Path directory = repository.getWorkTree().toPath().resolve(prefix).resolve(module.path());
        return submodules.open(directory, module.objectId()).map(other -> of(other, module.objectId(), "", submodules));
    }

    @Override
    public Optional<TreeEntry> entry(String path) {
        if (root == null || isOdd(path)) {
            return Optional.empty();
        }
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = TreeWalk.forPath(reader, path, root)) {
            return walk == null || walk.isSubtree() ? Optional.empty() : Optional.of(entry(walk, path));
        } catch (IOException e) {
            throw failed("looking for " + path, e);
        }
    }

    @Override
    public boolean isDirectory(String path) {
        return directory(path) != null;
    }

    @Override
    public List<TreeEntry> list(String directory, Predicate<String> enter) {
        ObjectId start = directory(directory);
        if (start == null) {
            return List.of();
        }
        String prefix = directory.isEmpty() ? "" : directory + "/";
        List<TreeEntry> entries = new ArrayList<>();
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(reader)) {
            walk.addTree(start);
            while (walk.next()) {
                String path = prefix + walk.getPathString();
                if (isOdd(path)) {
                    throw new GitReadException(
                            "commit " + commit + " is damaged: it has an entry named \"" + path + "\"", null);
                }
                if (!walk.isSubtree()) {
                    entries.add(entry(walk, path));
                } else if (enter.test(path)) {
                    walk.enterSubtree();
                }
            }
        } catch (IOException e) {
            throw failed("listing " + (directory.isEmpty() ? "the project directory" : directory), e);
        }
        return List.copyOf(entries);
    }

    @Override
    public byte[] read(TreeEntry entry) {
        try (ObjectReader reader = repository.newObjectReader()) {
            ObjectLoader content = reader.open(id(entry));
            if (content.getSize() > LARGEST) {
                throw new GitReadException(
                        "reading " + entry.path() + " in commit " + commit + ": it has " + content.getSize()
                                + " bytes, and files of more than " + (LARGEST >> 20) + " MiB are not read at once",
                        null);
            }
            return content.getBytes();
        } catch (IOException e) {
            throw failed("reading " + entry.path(), e);
        }
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker")
    public InputStream open(TreeEntry entry) {
        ObjectReader reader = repository.newObjectReader();
        try {
            return new FilterInputStream(reader.open(id(entry)).openStream()) {
                @Override
                public void close() throws IOException {
                    try (reader) {
                        super.close();
                    }
                }
            };
        } catch (IOException e) {
            reader.close();
            throw failed("reading " + entry.path(), e);
        }
    }

    @Override
    public long size(TreeEntry entry) {
        try (ObjectReader reader = repository.newObjectReader()) {
            return reader.getObjectSize(id(entry), ObjectReader.OBJ_ANY);
        } catch (IOException e) {
            throw failed("reading " + entry.path(), e);
        }
    }

    private @Nullable ObjectId directory(String path) {
        if (root == null || path.isEmpty()) {
            return root;
        }
        try (ObjectReader reader = repository.newObjectReader()) {
            return isOdd(path) ? null : directory(reader, root, path);
        } catch (IOException e) {
            throw failed("looking for " + path, e);
        }
    }

    private static @Nullable ObjectId directory(ObjectReader reader, ObjectId root, String path) throws IOException {
        if (path.isEmpty()) {
            return root;
        }
        try (TreeWalk walk = TreeWalk.forPath(reader, path, root)) {
            return walk != null && walk.isSubtree() ? walk.getObjectId(0) : null;
        }
    }

    private TreeEntry entry(TreeWalk walk, String path) {
        return new TreeEntry(path, mode(walk), walk.getObjectId(0).name());
    }

    private static FileMode mode(TreeWalk walk) {
        int bits = walk.getRawMode(0);
        if (org.eclipse.jgit.lib.FileMode.SYMLINK.equals(bits)) {
            return FileMode.SYMLINK;
        }
        if (org.eclipse.jgit.lib.FileMode.GITLINK.equals(bits)) {
            return FileMode.SUBMODULE;
        }
        return org.eclipse.jgit.lib.FileMode.EXECUTABLE_FILE.equals(bits) ? FileMode.EXECUTABLE : FileMode.REGULAR;
    }

    /** Whether it has an empty, {@code .} or {@code ..} segment: no file of a commit has such a path. */
    static boolean isOdd(String path) {
        int start = 0;
        while (true) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            int length = end - start;
            if (length == 0 || (length <= 2 && path.charAt(start) == '.' && path.charAt(end - 1) == '.')) {
                return true;
            }
            if (slash < 0) {
                return false;
            }
            start = slash + 1;
        }
    }

    private static ObjectId id(TreeEntry entry) {
        if (entry.mode() == FileMode.SUBMODULE) {
            throw new GitReadException(entry.path() + " is a submodule and has no content of its own", null);
        }
        return ObjectId.fromString(entry.objectId());
    }

    private GitReadException failed(String doing, IOException cause) {
        return new GitReadException(doing + " in commit " + commit, cause);
    }
}
