package io.werf.core.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where the repository of a project is. In a linked work tree and in a submodule {@code .git} is a file that points to it.
 *
 * @param workTree the directory that has the {@code .git}
 * @param directory the repository's own directory
 */
record GitDirectory(Path workTree, Path directory) {

    private static final String POINTER = "gitdir:";
    private static final int LONGEST_POINTER = 8192;

    /** Looks in {@code project} (a real path) and above. */
    static GitDirectory find(Path project) {
        for (Path directory = project; directory != null; directory = directory.getParent()) {
            Path git = directory.resolve(".git");
            if (Files.isRegularFile(git)) {
                return new GitDirectory(directory, target(git));
            }
            if (Files.isRegularFile(git.resolve("HEAD"))) {
                return new GitDirectory(directory, git);
            }
        }
        throw new NotAGitRepositoryException(project);
    }

    private static Path target(Path git) {
        try {
            String text = Files.size(git) > LONGEST_POINTER ? "" : Files.readString(git, StandardCharsets.UTF_8);
            if (!text.startsWith(POINTER)) {
                throw new InvalidGitRepositoryException(git, "the file does not say \"gitdir: …\"", null);
            }
            Path target =
                    git.resolveSibling(text.substring(POINTER.length()).strip()).normalize();
            if (!Files.isRegularFile(target.resolve("HEAD"))) {
                throw new InvalidGitRepositoryException(
                        git, "it points to " + target + ", which is not a Git directory", null);
            }
            return target;
        } catch (IOException | InvalidPathException e) {
            throw new InvalidGitRepositoryException(git, "the file cannot be read: " + e.getMessage(), e);
        }
    }
}
