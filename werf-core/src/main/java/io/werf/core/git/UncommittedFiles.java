package io.werf.core.git;

import io.werf.core.git.UncommittedFile.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.dircache.DirCacheIterator;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.FileTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.AndTreeFilter;
import org.eclipse.jgit.treewalk.filter.PathFilter;
import org.eclipse.jgit.treewalk.filter.PathFilterGroup;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/**
 * One comparison of commit, index and work tree. Only files that matter are looked at; the content of a file is read only
 * when its size and time do not settle the question, and then with the filters (line ends, {@code .gitattributes}) that
 * git would use.
 */
final class UncommittedFiles {

    private final Repository repository;
    private final Path workTree;
    private final String prefix;
    private final Function<String, Optional<String>> neededBy;
    private final Predicate<String> enter;
    private final Map<String, Boolean> entered = new HashMap<>();
    private final List<String> submodules = new ArrayList<>();
    private final Map<String, UncommittedFile> found = new TreeMap<>();

    UncommittedFiles(
            Repository repository,
            String project,
            Function<String, Optional<String>> neededBy,
            Predicate<String> enter) {
        this.repository = repository;
        this.workTree = repository.getWorkTree().toPath();
        this.prefix = project.isEmpty() ? "" : project + "/";
        this.neededBy = neededBy;
        this.enter = enter;
    }

    List<UncommittedFile> find(ObjectId head) throws IOException {
        DirCache index = repository.readDirCache();
        compareIndex(head, index);
        compareContent(index, suspects(index));
        new UntrackedFiles(repository, index, this::enters).find(prefix, path -> note(path, State.UNTRACKED));
        return List.copyOf(found.values());
    }

    /** The same for the submodules that the last search has met, each compared with the commit that is checked out in it. */
    List<UncommittedFile> findInSubmodules(Submodules modules) throws IOException {
        List<UncommittedFile> all = new ArrayList<>();
        for (String path : submodules) {
            Optional<Repository> module = enters(path) ? modules.open(workTree.resolve(path)) : Optional.empty();
            ObjectId head = module.isEmpty() ? null : module.get().resolve("HEAD");
            if (head != null) {
                all.addAll(new UncommittedFiles(
                                module.get(),
                                "",
                                file -> needed(path + "/" + file),
                                directory -> enters(path + "/" + directory))
                        .find(head).stream()
                                .map(file -> file.in(path.substring(prefix.length())))
                                .toList());
            }
        }
        return all;
    }

    private void compareIndex(ObjectId head, DirCache index) throws IOException {
        try (RevWalk commits = new RevWalk(repository);
                TreeWalk walk = new TreeWalk(repository)) {
            walk.addTree(commits.parseCommit(head).getTree());
            walk.addTree(new DirCacheIterator(index));
            walk.setRecursive(true);
            walk.setFilter(
                    prefix.isEmpty()
                            ? TreeFilter.ANY_DIFF
                            : AndTreeFilter.create(
                                    PathFilter.create(prefix.substring(0, prefix.length() - 1)), TreeFilter.ANY_DIFF));
            while (walk.next()) {
                DirCacheIterator indexed = walk.getTree(1, DirCacheIterator.class);
                boolean inCommit = walk.getRawMode(0) != 0;
                boolean inIndex = indexed != null;
                if (indexed != null && indexed.getDirCacheEntry().getStage() != DirCacheEntry.STAGE_0) {
                    inCommit = true; // a merge conflict: up to three entries, of which only one meets the commit's
                }
                note(walk.getPathString(), !inCommit ? State.ADDED : inIndex ? State.MODIFIED : State.REMOVED);
            }
        }
    }

    /** The tracked files that matter and whose looks on disk are not those that the index remembers. */
    private List<String> suspects(DirCache index) {
        FileLooks looks = new FileLooks(workTree);
        List<String> suspects = new ArrayList<>();
        int first = prefix.isEmpty() ? 0 : insertionPoint(index, prefix);
        for (int i = first; i < index.getEntryCount(); i++) {
            DirCacheEntry entry = index.getEntry(i);
            String path = entry.getPathString();
            if (!path.startsWith(prefix)) {
                break;
            }
            if (FileMode.GITLINK.equals(entry.getRawMode())) {
                submodules.add(path);
            }
            if (entry.isAssumeValid() || entry.isSkipWorkTree() || needed(path).isEmpty()) {
                continue;
            }
            if (entry.getStage() != DirCacheEntry.STAGE_0) {
                note(path, State.MODIFIED);
            } else if (!looks.areThoseOf(entry, path)) {
                suspects.add(path);
            }
        }
        return suspects;
    }

    private void compareContent(DirCache index, List<String> suspects) throws IOException {
        if (suspects.isEmpty()) {
            return;
        }
        try (ObjectReader reader = repository.newObjectReader();
                TreeWalk walk = new TreeWalk(repository, reader)) {
            int indexSide = walk.addTree(new DirCacheIterator(index));
            FileTreeIterator disk = new FileTreeIterator(repository);
            int diskSide = walk.addTree(disk);
            disk.setDirCacheIterator(walk, indexSide);
            walk.setRecursive(true);
            walk.setFilter(PathFilterGroup.createFromStrings(suspects));
            while (walk.next()) {
                DirCacheIterator indexed = walk.getTree(indexSide, DirCacheIterator.class);
                if (indexed == null) {
                    continue; // a directory where the index has a file: what is in it is untracked
                }
                FileTreeIterator onDisk = walk.getTree(diskSide, FileTreeIterator.class);
                String path = walk.getPathString();
                if (onDisk == null) {
                    note(path, State.DELETED);
                } else if (differs(indexed.getDirCacheEntry(), onDisk, reader)) {
                    note(path, State.MODIFIED);
                }
            }
        }
    }

    private static boolean differs(DirCacheEntry indexed, FileTreeIterator onDisk, ObjectReader reader)
            throws IOException {
        if (FileMode.GITLINK.equals(indexed.getRawMode()) && FileMode.GITLINK.equals(onDisk.getEntryRawMode())) {
            return !onDisk.getEntryObjectId().equals(indexed.getObjectId());
        }
        return onDisk.isModified(indexed, true, reader);
    }

    /** A later finding replaces an earlier one: a file gone from disk is deleted, whatever the index says. */
    private void note(String path, State state) {
        needed(path).ifPresent(by -> {
            UncommittedFile before = found.get(path);
            State now = before == null ? state : worse(before.state(), state);
            found.put(path, new UncommittedFile(path.substring(prefix.length()), now, by));
        });
    }

    private static State worse(State before, State now) {
        if (before == State.REMOVED && now == State.UNTRACKED) {
            return State.MODIFIED; // git rm --cached: still on disk
        }
        return before == State.ADDED && now == State.MODIFIED ? State.ADDED : now;
    }

    private Optional<String> needed(String path) {
        int slash = path.lastIndexOf('/');
        return slash < prefix.length() || enters(path.substring(0, slash))
                ? neededBy.apply(path.substring(prefix.length()))
                : Optional.empty();
    }

    /** Whether a directory (relative to the work tree) and all between it and the project directory may be entered. */
    private boolean enters(String directory) {
        if (directory.length() < prefix.length()) {
            return true;
        }
        Boolean known = entered.get(directory);
        if (known == null) {
            int slash = directory.lastIndexOf('/');
            known = (slash < prefix.length() || enters(directory.substring(0, slash)))
                    && enter.test(directory.substring(prefix.length()));
            entered.put(directory, known);
        }
        return known;
    }

    static int insertionPoint(DirCache index, String path) {
        int at = index.findEntry(path);
        return at < 0 ? -(at + 1) : at;
    }
}
