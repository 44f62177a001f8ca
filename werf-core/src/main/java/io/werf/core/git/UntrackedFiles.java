package io.werf.core.git;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.Repository;

/**
 * Finds the files on disk that git neither tracks nor ignores. Like git it does not enter ignored directories and other
 * repositories, and follows no links.
 */
final class UntrackedFiles {

    private final Path workTree;
    private final DirCache index;
    private final Predicate<String> enter;
    private final Repository repository;

    /** {@code enter} is asked with paths relative to the work tree. */
    UntrackedFiles(Repository repository, DirCache index, Predicate<String> enter) {
        this.repository = repository;
        this.workTree = repository.getWorkTree().toPath();
        this.index = index;
        this.enter = enter;
    }

    /** Reports the paths (relative to the work tree) below {@code start}, which ends with {@code /} or is empty. */
    void find(String start, Consumer<String> found) throws IOException {
        IgnoreRules rules = IgnoreRules.of(repository);
        for (int slash = start.indexOf('/'); slash >= 0; slash = start.indexOf('/', slash + 1)) {
            String above = start.substring(0, start.lastIndexOf('/', slash - 1) + 1);
            rules = rules.in(workTree.resolve(above), above);
            if (rules.ignores(start.substring(0, slash), true)) {
                return;
            }
        }
        walk(start, rules, found);
    }

    private void walk(String directory, IgnoreRules outer, Consumer<String> found) throws IOException {
        Path onDisk = workTree.resolve(directory);
        IgnoreRules rules = outer.in(onDisk, directory);
        try (DirectoryStream<Path> children = Files.newDirectoryStream(onDisk)) {
            for (Path child : children) {
                String path = directory + child.getFileName();
                int at = UncommittedFiles.insertionPoint(index, path);
                if (isEntry(at, path) || path.endsWith("/.git") || path.equals(".git")) {
                    continue;
                }
                if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    if (!rules.ignores(path, false)) {
                        found.accept(path);
                    }
                } else if (enter.test(path) && !rules.ignores(path, true) && !isOtherRepository(child, path)) {
                    walk(path + "/", rules, found);
                }
            }
        } catch (AccessDeniedException | NoSuchFileException | NotDirectoryException e) {
            // Nobody could commit what cannot be read, and what vanished meanwhile is not there: git passes over it as
            // well.
            return;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
    }

    private boolean isEntry(int at, String path) {
        return at < index.getEntryCount() && index.getEntry(at).getPathString().equals(path);
    }

    private boolean isOtherRepository(Path directory, String path) {
        int at = UncommittedFiles.insertionPoint(index, path + "/");
        boolean tracked =
                at < index.getEntryCount() && index.getEntry(at).getPathString().startsWith(path + "/");
        return !tracked && Files.exists(directory.resolve(".git"), LinkOption.NOFOLLOW_LINKS);
    }
}
