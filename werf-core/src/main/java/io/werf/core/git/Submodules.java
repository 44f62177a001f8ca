package io.werf.core.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/** The repositories of submodules that are checked out in a work tree, each opened once. Thread-safe. */
final class Submodules implements AutoCloseable {

    private final Map<Path, Repository> opened = new HashMap<>();

    /** The repository of the submodule in that directory; empty when it is not there or lacks the commit. */
    Optional<Repository> open(Path directory, String commit) {
        return open(directory).filter(repository -> {
            try {
                return repository.getObjectDatabase().has(ObjectId.fromString(commit));
            } catch (IOException e) {
                throw new GitReadException("reading the submodule in " + directory, e);
            }
        });
    }

    /** The repository of the submodule in that directory; empty when it is not there. */
    synchronized Optional<Repository> open(Path directory) {
        if (!Files.exists(directory.resolve(".git"))) {
            return Optional.empty();
        }
        try {
            Repository repository = opened.get(directory);
            if (repository == null) {
                GitDirectory git = GitDirectory.find(directory);
                repository = new FileRepositoryBuilder()
                        .setGitDir(git.directory().toFile())
                        .setWorkTree(git.workTree().toFile())
                        .setMustExist(true)
                        .build();
                opened.put(directory, repository);
            }
            return Optional.of(repository);
        } catch (IOException e) {
            throw new GitReadException("opening the submodule in " + directory, e);
        }
    }

    @Override
    public synchronized void close() {
        opened.values().forEach(Repository::close);
        opened.clear();
    }
}
