package io.werf.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.lab.GitProject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommitTreeTest {

    @TempDir
    private Path directory;

    private GitProject project;
    private GitRepository repository;

    @BeforeEach
    void init() {
        project = GitProject.init(directory);
        repository = GitRepository.open(directory);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    private ProjectTree tree() {
        return repository.tree(repository.head());
    }

    @Test
    void modesAreThoseOfGit() throws IOException {
        project.file("plain", "p").file("run.sh", "#!/bin/sh\n");
        assertThat(directory.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(directory.resolve("link"), Path.of("plain"));
        project.commit("one");
        assertThat(tree().entry("plain").orElseThrow().mode()).isEqualTo(FileMode.REGULAR);
        assertThat(tree().entry("run.sh").orElseThrow().mode()).isEqualTo(FileMode.EXECUTABLE);
        assertThat(tree().entry("link").orElseThrow().mode()).isEqualTo(FileMode.SYMLINK);
        assertThat(tree().text("link")).contains("plain");
    }

    @Test
    void readsTheCommitAndNotTheDisk() {
        project.file("a.txt", "committed").commit("one");
        project.file("a.txt", "changed").file("b.txt", "new");
        assertThat(tree().text("a.txt")).contains("committed");
        assertThat(tree().entry("b.txt")).isEmpty();
    }

    @Test
    void listIsSortedAndHasTheIdsOfGit() {
        project.file("b/x", "1").file("b-c", "2").file("a/deep/er/y", "3").commit("one");
        assertThat(tree().list("")).extracting(TreeEntry::path).containsExactly("a/deep/er/y", "b-c", "b/x");
        assertThat(tree().list("a/deep")).extracting(TreeEntry::path).containsExactly("a/deep/er/y");
        assertThat(tree().list("nowhere")).isEmpty();
        assertThat(tree().list("b-c")).isEmpty();
        assertThat(tree().entry("b/x").orElseThrow().objectId())
                .isEqualTo(project.git("rev-parse", "HEAD:b/x").strip());
    }

    @Test
    void whatIsNotEnteredIsNotListed() {
        project.file("keep/a", "1").file("node_modules/x/b", "2").commit("one");
        List<String> asked = new ArrayList<>();
        assertThat(tree().list("", path -> asked.add(path) && !path.equals("node_modules")))
                .extracting(TreeEntry::path)
                .containsExactly("keep/a");
        assertThat(asked).containsExactly("keep", "node_modules");
    }

    @Test
    void directoriesAreNotEntries() {
        project.file("dir/a", "1").commit("one");
        assertThat(tree().entry("dir")).isEmpty();
        assertThat(tree().entry("dir/a/b")).isEmpty();
        assertThat(tree().isDirectory("dir")).isTrue();
        assertThat(tree().isDirectory("")).isTrue();
        assertThat(tree().isDirectory("dir/a")).isFalse();
        assertThat(tree().isDirectory("other")).isFalse();
    }

    @Test
    void oddPathsAreNeverThere() {
        project.file("dir/a", "1").commit("one");
        for (String odd :
                List.of("", "/", "/dir/a", "dir/", "dir//a", "./dir/a", "dir/../dir/a", "..", ".", "dir/a/")) {
            assertThat(tree().entry(odd)).as(odd).isEmpty();
        }
        assertThat(tree().isDirectory("dir/..")).isFalse();
        assertThat(tree().list("../x")).isEmpty();
    }

    @Test
    void unusualNamesSurvive() {
        project.file("ä ö/“x”.txt", "1")
                .file("..hidden", "2")
                .file("a..b/c", "3")
                .commit("one");
        assertThat(tree().list("")).extracting(TreeEntry::path).containsExactly("..hidden", "a..b/c", "ä ö/“x”.txt");
        assertThat(tree().text("..hidden")).contains("2");
        assertThat(tree().text("a..b/c")).contains("3");
    }

    @Test
    void hostileTreeWithAParentEntryIsRefused() throws IOException {
        project.file("a", "content").commit("one");
        String blob = project.git("rev-parse", "HEAD:a").strip();
        Path raw = directory.resolve("raw-tree");
        try (var out = Files.newOutputStream(raw)) {
            out.write("100644 ..\0".getBytes(StandardCharsets.ISO_8859_1));
            out.write(java.util.HexFormat.of().parseHex(blob));
        }
        String tree = project.git("hash-object", "-t", "tree", "-w", "--literally", "raw-tree")
                .strip();
        String commit = project.git("commit-tree", "-m", "evil", tree).strip();
        project.git("update-ref", "refs/heads/main", commit);
        assertThatThrownBy(() -> tree().list(""))
                .isInstanceOf(GitReadException.class)
                .hasMessageContaining("\"..\"");
    }

    @Test
    void bigFilesAreStreamed() throws IOException {
        byte[] big = new byte[60 << 20]; // above the size that JGit would hold as a whole
        new Random(1).nextBytes(big);
        Files.write(directory.resolve("big"), big);
        project.commit("one");
        TreeEntry entry = tree().entry("big").orElseThrow();
        assertThat(tree().size(entry)).isEqualTo(big.length);
        try (InputStream in = tree().open(entry)) {
            assertThat(in.readNBytes(1000)).isEqualTo(java.util.Arrays.copyOf(big, 1000));
        }
    }

    @Test
    void submoduleHasNoContent() {
        project.file("a", "1").commit("one");
        String head = project.git("rev-parse", "HEAD").strip();
        project.git("update-index", "--add", "--cacheinfo", "160000," + head + ",sub");
        project.git("commit", "-q", "-m", "sub");
        TreeEntry entry = tree().entry("sub").orElseThrow();
        assertThatThrownBy(() -> tree().read(entry))
                .isInstanceOf(GitReadException.class)
                .hasMessageContaining("submodule");
    }

    @Test
    void aSubmoduleIsReadAtTheCommitThatItsParentNames(@TempDir Path other) throws IOException {
        io.werf.core.lab.GitProject library =
                io.werf.core.lab.GitProject.init(other).file("lib.txt", "1");
        library.commit("one");
        project.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.toString(), "sub");
        project.commit("sub");
        library.file("lib.txt", "2").commit("two");
        TreeEntry module = tree().entry("sub").orElseThrow();

        ProjectTree content = tree().submodule(module).orElseThrow();
        assertThat(content.list("")).extracting(TreeEntry::path).containsExactly("lib.txt");
        assertThat(content.text("lib.txt")).contains("1");
        assertThat(tree().submodule(new TreeEntry("sub", FileMode.SUBMODULE, "1".repeat(40))))
                .isEmpty();
        assertThat(tree().submodule(new TreeEntry("none", FileMode.SUBMODULE, module.objectId())))
                .isEmpty();
    }

    @Test
    void missingObjectSaysWhichFile() throws IOException {
        project.file("a", "1").commit("one");
        TreeEntry entry = tree().entry("a").orElseThrow();
        Files.delete(directory.resolve(".git/objects/" + entry.objectId().substring(0, 2) + "/"
                + entry.objectId().substring(2)));
        assertThatThrownBy(() -> tree().read(entry))
                .isInstanceOf(GitReadException.class)
                .hasMessageStartingWith(
                        "reading a in commit " + repository.head().hash());
        assertThatThrownBy(() -> tree().open(entry)).isInstanceOf(GitReadException.class);
        assertThatThrownBy(() -> tree().size(entry)).isInstanceOf(GitReadException.class);
    }

    @Test
    void manyThreadsReadOneTree() throws Exception {
        for (int i = 0; i < 200; i++) {
            project.file("d" + i % 10 + "/f" + i, "content " + i);
        }
        project.commit("one");
        ProjectTree tree = tree();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                int n = i % 200;
                results.add(threads.submit(
                        () -> tree.text("d" + n % 10 + "/f" + n).orElseThrow().equals("content " + n)
                                && tree.list("").size() == 200));
            }
            for (Future<Boolean> result : results) {
                assertThat(result.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
