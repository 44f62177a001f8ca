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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The files on disk, tracked, ignored or not, that a rule lets through. What was found once stays as it was. */
final class AcceptedFiles implements WorkFiles {

    private final Path project;
    private final PathRule rule;
    private final Map<String, Optional<WorkFile>> found = new ConcurrentHashMap<>();

    AcceptedFiles(Path project, PathRule rule) {
        this.project = project;
        this.rule = rule;
    }

    @Override
    public Optional<WorkFile> find(String path) {
        return rule.matches(path) && !CommitTree.isOdd(path)
                ? found.computeIfAbsent(path, wanted -> WorkFile.at(project, wanted))
                : Optional.empty();
    }

    @Override
    public boolean isGone(String path) {
        return false;
    }

    @Override
    public boolean mayBeGoneBelow(String directory) {
        return false;
    }

    @Override
    public void list(String directory, Predicate<String> enter, Consumer<TreeEntry> consumer) {
        if (!rule.mayMatchBelow(directory)) {
            return;
        }
        Path onDisk = project.resolve(directory);
        if (!Files.isDirectory(onDisk, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        String prefix = directory.isEmpty() ? "" : directory + "/";
        try (DirectoryStream<Path> children = Files.newDirectoryStream(onDisk)) {
            for (Path child : children) {
                String path = prefix + child.getFileName();
                if (child.getFileName().toString().equals(".git")) {
                    continue;
                }
                if (!Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
                    find(path).map(WorkFile::entry).ifPresent(consumer);
                } else if (enter.test(path)) {
                    list(path, enter, consumer);
                }
            }
        } catch (AccessDeniedException | NoSuchFileException | NotDirectoryException e) {
            return; // what cannot be read or vanished meanwhile is not there
        } catch (DirectoryIteratorException e) {
            throw new GitReadException("listing " + directory + " of the work tree", e.getCause());
        } catch (IOException e) {
            throw new GitReadException("listing " + directory + " of the work tree", e);
        }
    }
}
