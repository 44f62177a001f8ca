package io.werf.core.git;

import static io.werf.core.git.UncommittedFile.State.ADDED;
import static io.werf.core.git.UncommittedFile.State.DELETED;
import static io.werf.core.git.UncommittedFile.State.MODIFIED;
import static io.werf.core.git.UncommittedFile.State.REMOVED;
import static io.werf.core.git.UncommittedFile.State.UNTRACKED;
import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.git.UncommittedFile.State;
import io.werf.core.lab.GitProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UncommittedFilesTest {

    @TempDir
    private Path temporary;

    private Path directory;
    private GitProject project;

    @BeforeEach
    void init() throws IOException {
        directory = Files.createDirectory(temporary.resolve("project"));
        project = GitProject.init(directory);
        project.file("werf.yaml", "project: shop\n").file("src/a.txt", "a").file("src/b.txt", "b");
        project.commit("one");
    }

    private Map<String, State> uncommitted() {
        return uncommitted(directory);
    }

    private static Map<String, State> uncommitted(Path directory) {
        Map<String, State> states = new TreeMap<>();
        try (GitRepository repository = GitRepository.open(directory)) {
            repository.uncommitted(path -> Optional.of("")).forEach(file -> states.put(file.path(), file.state()));
        }
        return states;
    }

    @Test
    void cleanWorkTreeHasNone() {
        assertThat(uncommitted()).isEmpty();
    }

    @Test
    void allKindsOfChanges() throws IOException {
        project.file("src/a.txt", "changed")
                .file("new.txt", "n")
                .file("newdir/x", "n")
                .file("staged.txt", "s");
        project.git("add", "staged.txt");
        Files.delete(directory.resolve("src/b.txt"));
        project.git("rm", "-q", "werf.yaml");
        assertThat(uncommitted())
                .isEqualTo(Map.of(
                        "src/a.txt", MODIFIED,
                        "new.txt", UNTRACKED,
                        "newdir/x", UNTRACKED,
                        "staged.txt", ADDED,
                        "src/b.txt", DELETED,
                        "werf.yaml", REMOVED));
    }

    @Test
    void sameSizeChangeOfAFreshFileIsSeen() throws IOException {
        // The racy case: size and time equal what the index remembers.
        FileTime time = Files.getLastModifiedTime(directory.resolve("src/a.txt"));
        project.file("src/a.txt", "z");
        Files.setLastModifiedTime(directory.resolve("src/a.txt"), time);
        Files.setLastModifiedTime(directory.resolve(".git/index"), time);
        assertThat(uncommitted()).isEqualTo(Map.of("src/a.txt", MODIFIED));
    }

    @Test
    void touchedFileWithTheSameContentIsClean() throws IOException {
        Files.setLastModifiedTime(directory.resolve("src/a.txt"), FileTime.from(Instant.parse("2026-05-05T05:05:05Z")));
        assertThat(uncommitted()).isEmpty();
    }

    @Test
    void stagedChangeIsUncommittedEvenIfTheDiskIsAsTheCommit() {
        project.file("src/a.txt", "staged");
        project.git("add", "src/a.txt");
        project.file("src/a.txt", "a");
        assertThat(uncommitted()).isEqualTo(Map.of("src/a.txt", MODIFIED));
    }

    @Test
    void addedThenGoneFromDisk() throws IOException {
        project.file("new.txt", "n");
        project.git("add", "new.txt");
        Files.delete(directory.resolve("new.txt"));
        assertThat(uncommitted()).isEqualTo(Map.of("new.txt", DELETED));
    }

    @Test
    void takenOutOfTheIndexButStillOnDisk() {
        project.git("rm", "-q", "--cached", "src/a.txt");
        assertThat(uncommitted()).isEqualTo(Map.of("src/a.txt", MODIFIED));
    }

    @Test
    void modeChangeIsAChangeUnlessTheRepositoryIgnoresModes() {
        assertThat(directory.resolve("src/a.txt").toFile().setExecutable(true)).isTrue();
        assertThat(uncommitted()).isEqualTo(Map.of("src/a.txt", MODIFIED));
        project.git("config", "core.fileMode", "false");
        assertThat(uncommitted()).isEmpty();
    }

    @Test
    void fileThatBecameALinkOrADirectory() throws IOException {
        Files.delete(directory.resolve("src/a.txt"));
        Files.createSymbolicLink(directory.resolve("src/a.txt"), Path.of("b.txt"));
        Files.delete(directory.resolve("werf.yaml"));
        project.file("werf.yaml/inside", "x");
        assertThat(uncommitted())
                .containsEntry("src/a.txt", MODIFIED)
                .containsKey("werf.yaml")
                .doesNotContainKey("src/b.txt");
    }

    @Test
    void committedLinkIsCleanAndItsTargetCounts() throws IOException {
        Files.createSymbolicLink(directory.resolve("link"), Path.of("src"));
        project.commit("link");
        assertThat(uncommitted()).isEmpty();
        Files.delete(directory.resolve("link"));
        Files.createSymbolicLink(directory.resolve("link"), Path.of("scr"));
        assertThat(uncommitted()).isEqualTo(Map.of("link", MODIFIED));
    }

    @Test
    void ignoredFilesDoNotCount() throws IOException {
        project.file(".gitignore", "target/\n*.log\n!keep.log\n/only-here\n")
                .file("src/.gitignore", "*.tmp\n!*.log\n")
                .commit("ignore");
        Files.writeString(directory.resolve(".git/info/exclude"), "secret\n");
        for (String ignored : List.of("target/x", "a.log", "only-here", "src/deep/y.tmp", "deep/secret")) {
            project.file(ignored, "x");
        }
        for (String seen : List.of("keep.log", "src/only-here", "src/b.log", "y.tmp")) {
            project.file(seen, "x");
        }
        assertThat(uncommitted().keySet()).containsExactly("keep.log", "src/b.log", "src/only-here", "y.tmp");
        assertThat(project.git("status", "--porcelain", "-uall").lines().map(line -> line.substring(3)))
                .containsExactlyInAnyOrderElementsOf(uncommitted().keySet());
    }

    @Test
    void trackedFileInAnIgnoredDirectoryCounts() {
        project.file(".gitignore", "gen/\n").file("gen/kept.txt", "x");
        project.git("add", "-f", "gen/kept.txt");
        project.commit("force");
        project.file("gen/kept.txt", "changed").file("gen/other.txt", "ignored");
        assertThat(uncommitted()).isEqualTo(Map.of("gen/kept.txt", MODIFIED));
    }

    @Test
    void usersExcludesFileCounts() throws IOException {
        Path excludes = Files.writeString(temporary.resolve("excludes"), "*.swp\n");
        project.git("config", "core.excludesFile", excludes.toString());
        project.file("a.swp", "x");
        assertThat(uncommitted()).isEmpty();
    }

    @Test
    void lineEndsAreComparedAsGitWould() throws IOException {
        project.file(".gitattributes", "*.txt text eol=crlf\n").file("crlf.txt", "one\r\ntwo\r\n");
        project.commit("crlf");
        Files.setLastModifiedTime(directory.resolve("crlf.txt"), FileTime.from(Instant.parse("2026-05-05T05:05:05Z")));
        assertThat(uncommitted()).isEmpty();
    }

    @Test
    void subdirectoryProjectSeesOnlyItsOwnAndObeysRulesAbove() {
        project.file(".gitignore", "*.log\n/apps/ignored/\n")
                .file("apps/shop/werf.yaml", "x")
                .commit("two");
        project.file("outside.txt", "x").file("apps/shop/new", "x").file("apps/shop/x.log", "x");
        project.file("apps/ignored/deep/y", "x").file("apps/shopping", "x");
        assertThat(uncommitted(directory.resolve("apps/shop"))).isEqualTo(Map.of("new", UNTRACKED));
        assertThat(uncommitted(directory.resolve("apps/ignored/deep"))).isEmpty();
    }

    @Test
    void onlyNeededFilesAreReportedWithWhatNeedsThem() {
        project.file("src/a.txt", "changed").file("src/new.txt", "x").file("other.txt", "x");
        try (GitRepository repository = GitRepository.open(directory)) {
            assertThat(repository.uncommitted(
                            path -> path.startsWith("src/") ? Optional.of("Dockerfile:5 COPY") : Optional.empty()))
                    .containsExactly(
                            new UncommittedFile("src/a.txt", MODIFIED, "Dockerfile:5 COPY"),
                            new UncommittedFile("src/new.txt", UNTRACKED, "Dockerfile:5 COPY"));
        }
    }

    @Test
    void directoriesThatAreNotEnteredAreNotLookedAt() {
        project.file("src/a.txt", "changed").file("src/deep/new.txt", "x").file("other.txt", "x");
        List<String> asked = new ArrayList<>();
        try (GitRepository repository = GitRepository.open(directory)) {
            assertThat(repository.uncommitted(path -> Optional.of(""), path -> asked.add(path) && false))
                    .extracting(UncommittedFile::path)
                    .containsExactly("other.txt");
        }
        assertThat(asked).containsExactly("src");
    }

    @Test
    void otherRepositoryInsideIsNotOurs() throws IOException {
        GitProject nested = GitProject.init(Files.createDirectory(directory.resolve("nested")));
        nested.file("x", "x");
        assertThat(uncommitted()).isEmpty();
    }

    @Test
    void submoduleAtAnotherCommitIsAChange() throws IOException {
        GitProject library = GitProject.init(Files.createDirectory(temporary.resolve("library")));
        library.file("lib", "1").commit("one");
        project.git("submodule", "--quiet", "add", library.directory().toString(), "lib");
        project.commit("sub");
        assertThat(uncommitted()).isEmpty();
        project.git("-C", "lib", "commit", "-q", "--allow-empty", "-m", "local");
        assertThat(uncommitted()).isEqualTo(Map.of("lib", MODIFIED));
        project.git("submodule", "--quiet", "deinit", "-f", "lib");
        assertThat(uncommitted()).isEmpty();
    }

    @Test
    void changesInsideASubmoduleAreChanges() throws IOException {
        GitProject library = GitProject.init(Files.createDirectory(temporary.resolve("library")));
        library.file("lib", "1").file("a.txt", "1").commit("one");
        project.git("submodule", "--quiet", "add", library.directory().toString(), "src/lib");
        project.commit("sub");
        Files.writeString(directory.resolve("src/lib/lib"), "2");
        Files.writeString(directory.resolve("src/lib/new"), "2");
        assertThat(uncommitted()).isEqualTo(Map.of("src/lib/lib", MODIFIED, "src/lib/new", UNTRACKED));
        try (GitRepository repository = GitRepository.open(directory)) {
            assertThat(repository.uncommitted(
                            path -> path.equals("src/lib/lib") ? Optional.of("it") : Optional.empty()))
                    .containsExactly(new UncommittedFile("src/lib/lib", MODIFIED, "it", "src/lib"));
            assertThat(repository.uncommitted(path -> Optional.of(""), path -> !path.equals("src/lib")))
                    .isEmpty();
            assertThat(repository.developmentFiles(PathRule.none()).uncommitted())
                    .isEmpty();
        }
    }

    @Test
    void whatIsInASubmoduleIsCommittedThereFirst() {
        UncommittedFilesException failure = new UncommittedFilesException(List.of(
                new UncommittedFile("a.txt", MODIFIED, ""), new UncommittedFile("lib/b c", UNTRACKED, "", "lib")));
        assertThat(failure.commitCommand())
                .isEqualTo("git -C lib add 'b c' && git -C lib commit && git add a.txt lib && git commit");
        assertThat(failure.isInSubmodules()).isTrue();
        assertThat(new UncommittedFilesException(failure.files().subList(0, 1)).isInSubmodules())
                .isFalse();
    }

    @Test
    void sparseCheckoutFilesAreNotDeleted() {
        project.git("sparse-checkout", "set", "--no-cone", "/werf.yaml");
        assertThat(directory.resolve("src/a.txt")).doesNotExist();
        assertThat(uncommitted()).isEmpty();
    }

    @Test
    void mergeConflictIsAChange() {
        project.git("checkout", "-q", "-b", "other");
        project.file("src/a.txt", "theirs").commit("theirs");
        project.git("checkout", "-q", "main");
        project.file("src/a.txt", "ours").commit("ours");
        project.git("merge-file", "-q", "src/a.txt", "src/a.txt", "src/a.txt");
        try {
            project.git("merge", "-q", "other");
        } catch (IllegalStateException conflict) {
            assertThat(conflict).hasMessageContaining("CONFLICT");
        }
        assertThat(uncommitted()).isEqualTo(Map.of("src/a.txt", MODIFIED));
    }

    /** Whatever happens to files, the paths are those of {@code git status}. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithGitOnRandomChanges(long seed) throws IOException {
        Random random = new Random(seed);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            paths.add("d" + random.nextInt(3) + "/e" + random.nextInt(3) + "/f" + i + (i % 4 == 0 ? ".log" : ".txt"));
        }
        paths.subList(0, 25).forEach(path -> project.file(path, path));
        project.file(".gitignore", "*.log\nd1/e1/\n!f8.log\n").commit("start");
        for (int i = 0; i < 30; i++) {
            String path = paths.get(random.nextInt(paths.size()));
            switch (random.nextInt(6)) {
                case 0, 1 -> project.file(path, path + random.nextInt(2));
                case 2 -> Files.deleteIfExists(directory.resolve(path));
                case 3 -> project.git("add", "-A", random.nextBoolean() ? "." : ".gitignore");
                case 4 -> project.git("rm", "-q", "--cached", "--ignore-unmatch", path);
                default -> directory.resolve(path).toFile().setExecutable(random.nextBoolean());
            }
        }
        List<String> expected = project.git("status", "--porcelain", "--no-renames", "-uall")
                .lines()
                .map(line -> line.substring(3))
                .distinct()
                .sorted()
                .toList();
        assertThat(uncommitted().keySet()).containsExactlyElementsOf(expected);
    }

    @Test
    void messageIsAListAndTheCommandMendsIt() throws IOException {
        List<UncommittedFile> files = List.of(
                new UncommittedFile(".helm/values.yaml", MODIFIED, ""),
                new UncommittedFile("src/main/docker/entrypoint.sh", UNTRACKED, "Dockerfile:5 COPY"));
        UncommittedFilesException error = new UncommittedFilesException(files);
        assertThat(error).hasMessage("""
                        2 files that this deploy reads are not committed:
                          modified    .helm/values.yaml
                          untracked   src/main/docker/entrypoint.sh   taken by Dockerfile:5 COPY""");
        assertThat(error.commitCommand())
                .isEqualTo("git add .helm/values.yaml src/main/docker/entrypoint.sh && git commit");
        assertThat(error.files()).isEqualTo(files);
    }

    @Test
    void commandIsSafeForTheShellAndShortForMany() {
        assertThat(command("it's $(x).txt", UNTRACKED)).isEqualTo("git add 'it'\\''s $(x).txt' && git commit");
        assertThat(command("-x", UNTRACKED)).isEqualTo("git add -- -x && git commit");
        assertThat(command("gone", REMOVED)).isEqualTo("git commit");
        UncommittedFilesException many = new UncommittedFilesException(IntStream.range(0, 500)
                .mapToObj(i -> new UncommittedFile("f" + i, UNTRACKED, ""))
                .toList());
        assertThat(many.commitCommand()).isEqualTo("git add . && git commit");
        assertThat(many.getMessage()).contains("500 files").endsWith("… and 470 more");
    }

    @Test
    void theCommandReallyMendsEveryKindOfChange() throws Exception {
        allKindsOfChanges();
        String command;
        try (GitRepository repository = GitRepository.open(directory)) {
            command = new UncommittedFilesException(repository.uncommitted(path -> Optional.of(""))).commitCommand();
        }
        project.git("config", "user.name", "test");
        project.git("config", "user.email", "test@example.com");
        Process shell = new ProcessBuilder("sh", "-c", command + " -q -m mended")
                .directory(directory.toFile())
                .inheritIO()
                .start();
        assertThat(shell.waitFor()).isZero();
        assertThat(uncommitted()).isEmpty();
    }

    private static String command(String path, State state) {
        return new UncommittedFilesException(List.of(new UncommittedFile(path, state, ""))).commitCommand();
    }
}
