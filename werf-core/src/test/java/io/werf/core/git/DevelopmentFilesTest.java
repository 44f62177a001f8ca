package io.werf.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.lab.GitProject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentFilesTest {

    @TempDir
    private Path directory;

    private GitProject project;

    @BeforeEach
    void init() {
        project = GitProject.init(directory);
        project.file("same", "same")
                .file("changed", "old")
                .file("gone/a", "a")
                .file("dir/kept", "kept")
                .file(".gitignore", "ignored\n");
        project.commit("one");
    }

    private ProjectFiles work(GitRepository repository, PathRule ignored) {
        return repository.developmentFiles(ignored);
    }

    private static List<String> paths(ProjectTree tree) {
        return tree.list("").stream().map(TreeEntry::path).toList();
    }

    @Test
    void uncommittedWorkLiesOverTheCommit() throws IOException {
        project.file("changed", "new")
                .file("dir/untracked", "untracked")
                .file("staged", "staged")
                .file("ignored", "ignored");
        project.git("add", "staged");
        Files.delete(directory.resolve("gone/a"));
        try (GitRepository repository = GitRepository.open(directory)) {
            ProjectFiles files = work(repository, PathRule.none());
            ProjectTree tree = files.tree();
            assertThat(paths(tree))
                    .containsExactly(".gitignore", "changed", "dir/kept", "dir/untracked", "same", "staged");
            assertThat(files.uncommitted()).containsExactly("changed", "dir/untracked", "gone/a", "staged");
            assertThat(tree.text("changed")).contains("new");
            assertThat(tree.text("same")).contains("same");
            assertThat(tree.text("gone/a")).isEmpty();
            assertThat(tree.isDirectory("gone")).isFalse();
            assertThat(tree.isDirectory("dir")).isTrue();
            assertThat(tree.list("dir")).extracting(TreeEntry::path).containsExactly("dir/kept", "dir/untracked");
            assertThat(tree.list("", path -> false)).extracting(TreeEntry::path).doesNotContain("dir/untracked");
            assertThat(tree.entry("changed").orElseThrow().objectId())
                    .isEqualTo(project.git("hash-object", "changed").strip());
        }
    }

    @Test
    void aSubmoduleIsAtTheCommitThatIsCheckedOutInIt(@TempDir Path other) throws IOException {
        GitProject library = GitProject.init(other).file("lib", "1");
        library.commit("one");
        for (String name : List.of("moved", "still")) {
            project.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.toString(), name);
        }
        project.commit("submodules");
        Files.writeString(directory.resolve("moved/lib"), "2");
        project.git("-C", "moved", "-c", "user.name=a", "-c", "user.email=a@b", "commit", "-q", "-am", "two");
        Files.writeString(directory.resolve("moved/lib"), "not committed");
        project.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.toString(), "added");
        try (GitRepository repository = GitRepository.open(directory)) {
            ProjectFiles files = work(repository, PathRule.none());
            assertThat(files.uncommitted()).containsExactly(".gitmodules", "added", "moved");
            assertThat(files.commit().hash()).isNotEqualTo(files.head().hash());
            for (String[] expected : new String[][] {{"moved", "2"}, {"still", "1"}, {"added", "1"}}) {
                TreeEntry module = files.tree().entry(expected[0]).orElseThrow();
                assertThat(module.mode()).isEqualTo(FileMode.SUBMODULE);
                assertThat(files.tree().submodule(module).orElseThrow().text("lib"))
                        .contains(expected[1]);
            }
        }
    }

    @Test
    void equalWorkIsEqualToItsCommit() {
        project.file("changed", "new").file("dir/new", "x");
        List<TreeEntry> before;
        String id;
        try (GitRepository repository = GitRepository.open(directory)) {
            ProjectFiles files = work(repository, PathRule.none());
            before = files.tree().list("");
            id = files.commit().hash();
            assertThat(id).hasSize(40).isNotEqualTo(repository.head().hash());
            assertThat(work(repository, PathRule.none()).commit().hash()).isEqualTo(id);
            assertThat(files.head()).isEqualTo(repository.head());
        }
        String head = project.commit("two");
        assertThat(head).isNotEmpty();
        try (GitRepository repository = GitRepository.open(directory)) {
            ProjectFiles files = work(repository, PathRule.none());
            assertThat(files.tree().list("")).isEqualTo(before);
            assertThat(files.commit()).isEqualTo(repository.head());
            assertThat(files.uncommitted()).isEmpty();
        }
    }

    @Test
    void nothingIsWritten() {
        project.file("changed", "new").file("untracked", "x");
        String index = project.git("ls-files", "--stage", "--debug");
        String objects = project.git("count-objects", "-v");
        String refs = project.git("for-each-ref");
        try (GitRepository repository = GitRepository.open(directory)) {
            assertThat(work(repository, PathRule.none()).tree().text("untracked"))
                    .contains("x");
        }
        assertThat(project.git("ls-files", "--stage", "--debug")).isEqualTo(index);
        assertThat(project.git("count-objects", "-v")).isEqualTo(objects);
        assertThat(project.git("for-each-ref")).isEqualTo(refs);
    }

    @Test
    void changesThatDoNotCountAreThoseOfTheCommit() {
        project.file("changed", "new").file("dir/untracked", "x");
        try (GitRepository repository = GitRepository.open(directory)) {
            ProjectTree tree = work(repository, rule("changed")).tree();
            assertThat(tree.text("changed")).contains("old");
            assertThat(tree.text("dir/untracked")).contains("x");
        }
    }

    @Test
    void modesLinksAndFiltersAreGits() throws IOException {
        project.file(".gitattributes", "*.txt text\n").commit("attributes");
        project.file("run.sh", "#!/bin/sh\n").file("win.txt", "a\r\nb\r\n").file("plain.bin", "a\r\n");
        assertThat(directory.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        Files.createSymbolicLink(directory.resolve("link"), Path.of("changed"));
        try (GitRepository repository = GitRepository.open(directory)) {
            ProjectTree tree = work(repository, PathRule.none()).tree();
            assertThat(tree.entry("run.sh").orElseThrow().mode()).isEqualTo(FileMode.EXECUTABLE);
            assertThat(tree.entry("link").orElseThrow().mode()).isEqualTo(FileMode.SYMLINK);
            assertThat(tree.follow("link").orElseThrow().path()).isEqualTo("changed");
            TreeEntry text = tree.entry("win.txt").orElseThrow();
            assertThat(tree.read(text)).asString(StandardCharsets.UTF_8).isEqualTo("a\nb\n");
            assertThat(tree.size(text)).isEqualTo(4);
            assertThat(tree.text("plain.bin")).contains("a\r\n");
            assertThat(text.objectId())
                    .isEqualTo(project.git("hash-object", "win.txt").strip());
        }
    }

    @Test
    void aFileThatChangesMeanwhileIsNoticed() throws IOException {
        project.file("changed", "new");
        try (GitRepository repository = GitRepository.open(directory)) {
            ProjectTree tree = work(repository, PathRule.none()).tree();
            TreeEntry entry = tree.entry("changed").orElseThrow();
            try (InputStream in = tree.open(entry)) {
                assertThat(in.readAllBytes()).isEqualTo("new".getBytes(StandardCharsets.UTF_8));
            }
            project.file("changed", "xyz");
            assertThatThrownBy(() -> tree.read(entry)).isInstanceOf(WorkFileChangedException.class);
            assertThatThrownBy(() -> {
                        try (InputStream in = tree.open(entry)) {
                            in.readAllBytes();
                        }
                    })
                    .isInstanceOf(WorkFileChangedException.class)
                    .hasMessage("the file changed was changed while it was being read");
        }
    }

    @Test
    void aProjectInASubdirectorySeesItsOwnWork() throws IOException {
        project.file("app/werf.yaml", "a").commit("app");
        project.file("app/new", "n").file("outside", "o");
        try (GitRepository repository = GitRepository.open(directory.resolve("app"))) {
            ProjectFiles files = work(repository, PathRule.none());
            assertThat(paths(files.tree())).containsExactly("new", "werf.yaml");
            assertThat(files.directory()).isEqualTo(directory.toRealPath().resolve("app"));
        }
    }

    @Test
    void acceptedFilesOfTheDiskReplaceThoseOfTheCommit() throws IOException {
        project.file("changed", "new").file("ignored", "i").file("dir/deep/untracked", "u");
        Files.delete(directory.resolve("same"));
        try (GitRepository repository = GitRepository.open(directory)) {
            ProjectFiles files = repository.files();
            assertThat(files.tree().text("changed")).contains("old");
            ProjectTree all = files.with(PathRule.all());
            assertThat(all.text("changed")).contains("new");
            assertThat(all.text("ignored")).contains("i");
            assertThat(all.text("same")).contains("same");
            assertThat(paths(all))
                    .containsExactly(
                            ".gitignore", "changed", "dir/deep/untracked", "dir/kept", "gone/a", "ignored", "same");
            ProjectTree one = files.with(rule("ignored"));
            assertThat(one.text("changed")).contains("old");
            assertThat(one.text("ignored")).contains("i");
            assertThat(one.entry("../" + directory.getFileName() + "/ignored")).isEmpty();
            assertThat(files.with(PathRule.none())).isSameAs(files.tree());
            assertThat(files.isOnDisk("ignored")).isTrue();
            assertThat(files.isOnDisk("dir/nothing")).isFalse();
        }
    }

    private static PathRule rule(String only) {
        return new PathRule() {
            @Override
            public boolean matches(String path) {
                return path.equals(only);
            }

            @Override
            public boolean mayMatchBelow(String directory) {
                return directory.isEmpty() || only.startsWith(directory + "/");
            }
        };
    }
}
