package io.werf.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.lab.GitProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitRepositoryTest {

    @TempDir
    private Path temporary;

    private GitProject project;

    @BeforeEach
    void init() throws IOException {
        project = GitProject.init(Files.createDirectory(temporary.resolve("project")));
    }

    @Test
    void headSaysWhichCommitAndBranch() {
        String hash = project.file("a.txt", "a").commit("Raise the timeout\n\nbecause");
        try (GitRepository repository = GitRepository.open(project.directory())) {
            assertThat(repository.head().hash()).isEqualTo(hash);
            assertThat(repository.head().subject()).isEqualTo("Raise the timeout");
            assertThat(repository.head().date()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
            assertThat(repository.head().branch()).contains("main");
        }
    }

    @Test
    void aBranchNameMayHaveSlashes() {
        project.file("a.txt", "a").commit("one");
        project.git("checkout", "-q", "-b", "feature/x");
        try (GitRepository repository = GitRepository.open(project.directory())) {
            assertThat(repository.head().branch()).contains("feature/x");
        }
    }

    @Test
    void detachedHeadHasNoBranch() {
        project.file("a.txt", "a");
        String first = project.commit("one");
        project.commit("two");
        project.git("checkout", "-q", "--detach", first);
        try (GitRepository repository = GitRepository.open(project.directory())) {
            assertThat(repository.head().hash()).isEqualTo(first);
            assertThat(repository.head().branch()).isEmpty();
        }
    }

    @Test
    void projectInASubdirectorySeesOnlyItsOwnFiles() {
        project.file("outside.txt", "x")
                .file("apps/shop/werf.yaml", "project: shop")
                .commit("one");
        try (GitRepository repository =
                GitRepository.open(project.directory().resolve("apps").resolve("shop"))) {
            ProjectTree tree = repository.tree(repository.head());
            assertThat(tree.list("")).extracting(TreeEntry::path).containsExactly("werf.yaml");
            assertThat(tree.text("werf.yaml")).contains("project: shop");
            assertThat(tree.entry("../../outside.txt")).isEmpty();
        }
    }

    @Test
    void projectDirectoryThatTheCommitDoesNotHaveIsEmpty() throws IOException {
        project.file("a.txt", "a").commit("one");
        Path fresh = Files.createDirectory(project.directory().resolve("fresh"));
        Files.writeString(fresh.resolve("werf.yaml"), "x");
        try (GitRepository repository = GitRepository.open(fresh)) {
            assertThat(repository.tree(repository.head()).list("")).isEmpty();
            assertThat(repository.uncommitted(path -> java.util.Optional.of("")))
                    .containsExactly(new UncommittedFile("werf.yaml", UncommittedFile.State.UNTRACKED, ""));
        }
    }

    @Test
    void linkedWorktree() {
        project.file("a.txt", "main").commit("one");
        Path linked = temporary.resolve("linked");
        project.git("worktree", "add", "-q", "-b", "other", linked.toString());
        try (GitRepository repository = GitRepository.open(linked)) {
            assertThat(repository.head().branch()).contains("other");
            assertThat(repository.tree(repository.head()).text("a.txt")).contains("main");
            assertThat(repository.uncommitted(path -> java.util.Optional.of("")))
                    .isEmpty();
        }
    }

    @Test
    void linkedWorktreeOfABareRepository() {
        project.file("a.txt", "main").commit("one");
        Path bare = temporary.resolve("bare.git");
        project.git("clone", "-q", "--bare", ".", bare.toString());
        Path linked = temporary.resolve("linked");
        project.git("-C", bare.toString(), "worktree", "add", "-q", "-b", "other", linked.toString());
        try (GitRepository repository = GitRepository.open(linked)) {
            assertThat(repository.tree(repository.head()).text("a.txt")).contains("main");
        }
    }

    @Test
    void linkedWorktreeWhoseRepositoryIsGoneIsAClearError() throws IOException {
        Path linked = Files.createDirectory(temporary.resolve("linked"));
        Files.writeString(linked.resolve(".git"), "gitdir: /nowhere/.git/worktrees/linked\n");
        assertThatThrownBy(() -> GitRepository.open(linked))
                .isInstanceOf(InvalidGitRepositoryException.class)
                .hasMessageContaining(linked.toRealPath().resolve(".git").toString())
                .hasMessageContaining("it points to /nowhere/.git/worktrees/linked, which is not a Git directory");
    }

    @Test
    void dotGitFileOfSomethingElseIsAClearError() throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("odd"));
        Files.writeString(directory.resolve(".git"), "hello\n");
        assertThatThrownBy(() -> GitRepository.open(directory))
                .isInstanceOf(InvalidGitRepositoryException.class)
                .hasMessageContaining("gitdir:");
    }

    @Test
    void submoduleIsAProjectOfItsOwn() {
        GitProject library = project;
        String hash = library.file("lib.txt", "lib").commit("library");
        Path outerDirectory = temporary.resolve("outer");
        GitProject outer = GitProject.init(mkdir(outerDirectory));
        outer.git("submodule", "--quiet", "add", library.directory().toString(), "modules/lib");
        outer.commit("with a submodule");
        try (GitRepository inner = GitRepository.open(outerDirectory.resolve("modules/lib"));
                GitRepository repository = GitRepository.open(outerDirectory)) {
            assertThat(inner.tree(inner.head()).text("lib.txt")).contains("lib");
            assertThat(repository.tree(repository.head()).entry("modules/lib"))
                    .contains(new TreeEntry("modules/lib", FileMode.SUBMODULE, hash));
        }
    }

    @Test
    void shallowClone() {
        project.file("a.txt", "1").commit("one");
        project.file("a.txt", "2").commit("two");
        Path clone = temporary.resolve("clone");
        project.git("clone", "-q", "--depth=1", "file://" + project.directory(), clone.toString());
        try (GitRepository repository = GitRepository.open(clone)) {
            assertThat(repository.tree(repository.head()).text("a.txt")).contains("2");
            assertThat(repository.uncommitted(path -> java.util.Optional.of("")))
                    .isEmpty();
        }
    }

    @Test
    void packedRepositoryWithPackedReferences() {
        project.file("a.txt", "1").commit("one");
        project.git("gc", "-q");
        project.git("pack-refs", "--all");
        try (GitRepository repository = GitRepository.open(project.directory())) {
            assertThat(repository.tree(repository.head()).text("a.txt")).contains("1");
        }
    }

    @Test
    void noRepositoryAtAll() {
        // Any other directory may be below one that is in a repository, as the build directory is.
        Path root = temporary.toAbsolutePath().getRoot();
        assertThatThrownBy(() -> GitRepository.open(root))
                .isInstanceOf(NotAGitRepositoryException.class)
                .hasMessage("the project directory " + root + " is not in a Git repository");
    }

    @Test
    void directoryThatDoesNotExist() {
        assertThatThrownBy(() -> GitRepository.open(temporary.resolve("missing")))
                .isInstanceOf(NotAGitRepositoryException.class);
    }

    @Test
    void noCommitYet() {
        try (GitRepository repository = GitRepository.open(project.directory())) {
            assertThatThrownBy(repository::head)
                    .isInstanceOf(NoCommitException.class)
                    .hasMessage("the Git repository has no commit yet (HEAD is branch \"main\")");
        }
    }

    @Test
    void bareRepositoryIsRefused() {
        project.git("config", "core.bare", "true");
        assertThatThrownBy(() -> GitRepository.open(project.directory()))
                .isInstanceOf(InvalidGitRepositoryException.class)
                .hasMessageEndingWith("it is bare: it has no work tree");
    }

    @Test
    void sha256RepositoryIsRefused() {
        Path directory = mkdir(temporary.resolve("sha256"));
        project.git("init", "-q", "--object-format=sha256", directory.toString());
        assertThatThrownBy(() -> GitRepository.open(directory))
                .isInstanceOf(InvalidGitRepositoryException.class)
                .hasMessageContaining("sha256");
    }

    @Test
    void damagedHeadIsAnErrorThatSaysWhatWasRead() throws IOException {
        project.file("a.txt", "1").commit("one");
        Files.writeString(project.directory().resolve(".git/refs/heads/main"), "0".repeat(39) + "1\n");
        try (GitRepository repository = GitRepository.open(project.directory())) {
            assertThatThrownBy(repository::head)
                    .isInstanceOf(GitReadException.class)
                    .hasMessageContaining("reading HEAD");
        }
    }

    private static Path mkdir(Path directory) {
        try {
            return Files.createDirectory(directory);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
