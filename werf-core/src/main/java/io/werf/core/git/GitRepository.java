package io.werf.core.git;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * The Git repository that a project is in. Reads only, and never checks anything out. Thread-safe; close it when the trees
 * are no longer read.
 *
 * <p>The project may be a subdirectory of the work tree; the work tree may be a linked one, a submodule or a shallow clone.
 */
public final class GitRepository implements AutoCloseable {

    private final Repository repository;
    private final String prefix;
    private final Map<String, String> environment;
    private final Submodules submodules = new Submodules();

    private GitRepository(Repository repository, String prefix, Map<String, String> environment) {
        this.repository = repository;
        this.environment = Map.copyOf(environment);
        this.prefix = prefix;
    }

    /**
     * Opens the repository that contains a directory.
     *
     * @throws NotAGitRepositoryException if there is none
     * @throws InvalidGitRepositoryException if it is bare, broken, or of a kind that cannot be read
     */
    public static GitRepository open(Path projectDirectory) {
        return open(projectDirectory, Map.of());
    }

    /**
     * Opens the repository for one who wants to fetch from its origin.
     *
     * @param environment where {@code GIT_SSH_COMMAND} and the tokens of CI are looked up
     */
    public static GitRepository open(Path projectDirectory, Map<String, String> environment) {
        QuietSystemReader.install();
        Path project = realPath(projectDirectory);
        GitDirectory git = GitDirectory.find(project);
        Repository repository = open(git);
        String prefix = git.workTree().relativize(project).toString().replace(File.separatorChar, '/');
        return new GitRepository(repository, prefix, environment);
    }

    private static Path realPath(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException e) {
            throw new NotAGitRepositoryException(directory.toAbsolutePath());
        }
    }

    private static Repository open(GitDirectory git) {
        Repository repository;
        try {
            repository = new FileRepositoryBuilder()
                    .setGitDir(git.directory().toFile())
                    .setWorkTree(git.workTree().toFile())
                    .setMustExist(true)
                    .build();
        } catch (RepositoryNotFoundException e) {
            throw new InvalidGitRepositoryException(git.directory(), "its objects or references are missing", e);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidGitRepositoryException(git.directory(), String.valueOf(e.getMessage()), e);
        }
        Optional<String> unusable = unusable(repository);
        if (unusable.isPresent()) {
            repository.close();
            throw new InvalidGitRepositoryException(git.directory(), unusable.get(), null);
        }
        return repository;
    }

    private static Optional<String> unusable(Repository repository) {
        // A linked work tree shares the configuration of a repository that may well be bare itself.
        boolean linked = !repository.getDirectory().equals(repository.getCommonDirectory());
        if (!linked && repository.getConfig().getBoolean("core", "bare", false)) {
            return Optional.of("it is bare: it has no work tree");
        }
        String format = repository.getConfig().getString("extensions", null, "objectformat");
        return format == null || format.equals("sha1")
                ? Optional.empty()
                : Optional.of("its object format is " + format + ", only sha1 can be read");
    }

    /**
     * The commit that HEAD is at.
     *
     * @throws NoCommitException if HEAD is a branch without a commit
     * @throws GitReadException if it cannot be read
     */
    public Commit head() {
        try (RevWalk walk = new RevWalk(repository)) {
            Ref head = repository.exactRef("HEAD");
            if (head == null) {
                throw new GitReadException("the Git repository " + repository.getDirectory() + " has no HEAD", null);
            }
            Optional<String> branch = head.isSymbolic()
                    ? Optional.of(Repository.shortenRefName(head.getTarget().getName()))
                    : Optional.empty();
            ObjectId id = head.getObjectId();
            if (id == null) {
                throw new NoCommitException(branch.orElse("HEAD"));
            }
            RevCommit commit = walk.parseCommit(id);
            return new Commit(
                    commit.name(), commit.getCommitterIdent().getWhenAsInstant(), commit.getShortMessage(), branch);
        } catch (IOException e) {
            throw new GitReadException("reading HEAD of " + repository.getDirectory(), e);
        }
    }

    /**
     * The files of a commit below the project directory; none when the commit does not have that directory. Usable until
     * this repository is closed.
     *
     * @throws GitReadException if the commit cannot be read
     */
    public ProjectTree tree(Commit commit) {
        return CommitTree.of(repository, commit.hash(), prefix, submodules);
    }

    /**
     * The files of HEAD's commit.
     *
     * @throws NoCommitException if HEAD is a branch without a commit
     * @throws GitReadException if it cannot be read
     */
    public ProjectFiles files() {
        Commit head = head();
        return ProjectFiles.of(head, tree(head), directory());
    }

    /**
     * The files as they are in the work tree: those of HEAD's commit with everything on top that is modified, added, deleted,
     * or neither tracked nor ignored. Writes nothing; a submodule is at the commit that is checked out in it.
     *
     * @param ignored uncommitted files that do not count: the commit's are taken in their place
     * @throws NoCommitException if HEAD is a branch without a commit
     * @throws GitReadException if the repository or the work tree cannot be read
     */
    public ProjectFiles developmentFiles(PathRule ignored) {
        Commit head = head();
        Function<String, Optional<String>> counts = path -> ignored.matches(path) ? Optional.empty() : Optional.of("");
        try {
            List<String> paths = new UncommittedFiles(repository, prefix, counts, directory -> true)
                    .find(ObjectId.fromString(head.hash())).stream()
                            .map(UncommittedFile::path)
                            .toList();
            Map<String, Optional<WorkFile>> changes =
                    new Development(repository, prefix.isEmpty() ? "" : prefix + "/").files(paths);
            ProjectTree committed = tree(head);
            Commit work = new Commit(Development.id(head, changes), head.date(), head.subject(), head.branch());
            return new ProjectFiles(
                    head,
                    work,
                    changes.isEmpty() ? committed : new OverlayTree(committed, new ChangedFiles(changes)),
                    directory(),
                    List.copyOf(changes.keySet()));
        } catch (IOException e) {
            throw new GitReadException("reading the uncommitted files of " + repository.getWorkTree(), e);
        }
    }

    private Path directory() {
        return repository.getWorkTree().toPath().resolve(prefix);
    }

    /**
     * The files below the project directory that are not as the commit at HEAD has them, sorted by path, then those in its submodules
     * that are not as the commits there have them.
     *
     * @param neededBy tells for a path (relative to the project directory) whether its file matters: what takes it, {@code
     *     ""} when obvious, empty when the file does not matter
     * @throws GitReadException if the index or the work tree cannot be read
     */
    public List<UncommittedFile> uncommitted(Function<String, Optional<String>> neededBy) {
        return uncommitted(neededBy, directory -> true);
    }

    /**
     * Like {@link #uncommitted(Function)}.
     *
     * @param enter tells whether a directory (relative to the project directory) can have files that matter: what is not
     *     entered costs nothing
     */
    public List<UncommittedFile> uncommitted(Function<String, Optional<String>> neededBy, Predicate<String> enter) {
        ObjectId head = ObjectId.fromString(head().hash());
        try {
            UncommittedFiles files = new UncommittedFiles(repository, prefix, neededBy, enter);
            List<UncommittedFile> found = new ArrayList<>(files.find(head));
            found.addAll(files.findInSubmodules(submodules));
            return List.copyOf(found);
        } catch (IOException e) {
            throw new GitReadException("comparing " + repository.getWorkTree() + " with its commit", e);
        }
    }

    /**
     * Whether the history is cut off somewhere, as by {@code git clone --depth}.
     *
     * @throws GitReadException if that cannot be found out
     */
    public boolean isShallow() {
        try {
            return !repository.getObjectDatabase().getShallowCommits().isEmpty();
        } catch (IOException e) {
            throw new GitReadException("reading where the history of " + repository.getDirectory() + " ends", e);
        }
    }

    /**
     * The origin's branches and the tags, as this clone knows them, and their commits.
     *
     * @throws GitReadException if a commit cannot be read
     */
    public History history() {
        return new HistoryReader(repository).local();
    }

    /**
     * The branches and tags that the origin has now, and their commits. Fetches them over the network; a tag that only this
     * clone has stays and does not count.
     *
     * @param unshallow whether a history that is cut off is fetched whole
     * @throws NoOriginException if there is no such remote
     * @throws FetchException if they cannot be fetched
     */
    public History fetchHistory(boolean unshallow) {
        return new HistoryReader(repository)
                .advertised(new Origin(repository, environment).fetch(unshallow && isShallow()));
    }

    @Override
    public void close() {
        submodules.close();
        repository.close();
    }
}
