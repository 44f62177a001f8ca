package io.werf.core.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.lab.GitProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinksTest {

    @TempDir
    private Path directory;

    private GitProject project;

    private java.util.Optional<String> follow(String path) {
        try (GitRepository repository = GitRepository.open(directory)) {
            return repository.tree(repository.head()).follow(path).map(TreeEntry::path);
        }
    }

    private java.util.Optional<String> followDirectory(String path) {
        try (GitRepository repository = GitRepository.open(directory)) {
            return repository.tree(repository.head()).followDirectory(path);
        }
    }

    private void link(String path, String target) throws IOException {
        Files.createSymbolicLink(directory.resolve(path), Path.of(target));
    }

    @Test
    void linksOfFilesAndDirectoriesAreFollowed() throws IOException {
        project = GitProject.init(directory);
        project.file("real/deep/file", "x").file("other/file", "y");
        link("dir", "real/deep");
        link("chain", "./dir/file");
        link("real/up", "../other/file");
        link("nowhere", "missing");
        project.commit("one");
        assertThat(follow("real/deep/file")).contains("real/deep/file");
        assertThat(follow("dir/file")).contains("real/deep/file");
        assertThat(follow("chain")).contains("real/deep/file");
        assertThat(follow("real/up")).contains("other/file");
        assertThat(follow("nowhere")).isEmpty();
        assertThat(follow("dir")).isEmpty();
        assertThat(follow("absent")).isEmpty();
        assertThat(followDirectory("dir")).contains("real/deep");
        assertThat(followDirectory("real")).contains("real");
        assertThat(followDirectory("chain")).isEmpty();
        assertThat(followDirectory("absent")).isEmpty();
    }

    @Test
    void linksOutOfTheProjectAndLoopsAreErrors() throws IOException {
        project = GitProject.init(directory);
        link("absolute", "/nowhere/at/all");
        link("out", "../../x");
        link("self", "self");
        project.commit("one");
        assertThatThrownBy(() -> follow("absolute"))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("absolute path /nowhere/at/all");
        assertThatThrownBy(() -> follow("out"))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("leads out of the project directory");
        assertThatThrownBy(() -> follow("self"))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("too many levels");
    }
}
