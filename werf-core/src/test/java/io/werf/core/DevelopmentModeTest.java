package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.ConfigException;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.git.UncommittedFilesException;
import io.werf.core.lab.GitProject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentModeTest {

    private static final SourceOptions LOOSE =
            new SourceOptions(false, List.of(), true, Optional.empty(), Optional.empty());

    @TempDir
    private Path directory;

    private GitProject project;
    private final List<Event> events = new ArrayList<>();

    @BeforeEach
    void init() {
        project = GitProject.init(directory)
                .file(
                        "werf.yaml",
                        "project: shop\nconfigVersion: 1\n---\nimage: app\ndockerfile: Dockerfile\nargs: {A: '{{ .Files.Get \"a\" }}'}\n")
                .file("a", "1")
                .file("Dockerfile", "FROM scratch\nARG A\nLABEL a=$A\nCOPY src /\n")
                .file("src/x", "x")
                .file(".helm/templates/a.yaml", "kind: A\ncommit: {{ .Values.global.werf.commit.hash }}\n");
        project.commit("one");
    }

    private BuildReport build(SourceOptions sources) {
        return new Werf(events::add, Map.of())
                .build(new BuildRequest(ProjectOptions.of(directory).withSources(sources), ImageOptions.none(), true));
    }

    private String image(SourceOptions sources) {
        String reference = build(sources).images().get(0).reference();
        return reference.substring(reference.lastIndexOf(':'));
    }

    private String summary() {
        return events.stream()
                .filter(Event.RunFinished.class::isInstance)
                .map(event -> ((Event.RunFinished) event).summary())
                .reduce("", (before, last) -> last);
    }

    @Test
    void uncommittedWorkIsBuiltAndNamedByItsContent() {
        String committed = image(SourceOptions.COMMIT);
        assertThat(image(SourceOptions.DEVELOPMENT)).isEqualTo(committed);
        project.file("src/new", "new").file("a", "2");
        String work = image(SourceOptions.DEVELOPMENT);
        assertThat(work).isNotEqualTo(committed);
        assertThat(summary()).contains("(development mode)");
        assertThat(events)
                .anyMatch(event -> event instanceof Event.RunStarted started
                        && started.commit().endsWith(" + 2 uncommitted files"));
        project.commit("two");
        assertThat(image(SourceOptions.COMMIT)).isEqualTo(work);
    }

    @Test
    void withoutItAllUncommittedFilesAreListed() {
        project.file("src/new", "new").file("a", "2").file("README", "not read");
        assertThatThrownBy(() -> build(SourceOptions.COMMIT))
                .isInstanceOfSatisfying(UncommittedFilesException.class, e -> {
                    assertThat(e.files()).extracting(file -> file.path()).containsExactly("a", "src/new");
                    assertThat(Advice.of(e))
                            .contains("git add a src/new && git commit")
                            .contains("-Dwerf.dev");
                });
    }

    @Test
    void aMistakeThatIsMendedOnDiskIsSaidToBeUncommitted() {
        project.file("werf.yaml", "project: shop\n").commit("broken");
        assertThatThrownBy(() -> build(SourceOptions.COMMIT)).isInstanceOf(ConfigException.class);
        project.file("werf.yaml", "project: shop\nconfigVersion: 1\n");
        assertThatThrownBy(() -> build(SourceOptions.COMMIT)).isInstanceOf(UncommittedFilesException.class);
        assertThat(build(SourceOptions.DEVELOPMENT).images()).isEmpty();
        assertThat(build(LOOSE).images()).isEmpty();
    }

    @Test
    void looseGiterminismTakesTheContextOfTheCommit() {
        String committed = image(SourceOptions.COMMIT);
        project.file("src/x", "other");
        assertThat(image(LOOSE)).isEqualTo(committed);
        project.file("a", "2");
        assertThat(image(LOOSE)).isNotEqualTo(committed);
    }

    @Test
    void acceptedFilesOfTheChartNeedNoCommit() {
        project.file(
                        "werf-giterminism.yaml",
                        "giterminismConfigVersion: 1\nhelm: {allowUncommittedFiles: [.helm/values.yaml]}\n")
                .file(".helm/templates/b.yaml", "kind: B\nb: {{ .Values.b }}\n")
                .commit("rules");
        project.file(".helm/values.yaml", "b: local\n");
        assertThat(render(SourceOptions.COMMIT)).contains("b: local");
        project.file(".helm/templates/b.yaml", "kind: B\nb: other\n");
        assertThatThrownBy(() -> render(SourceOptions.COMMIT))
                .isInstanceOf(UncommittedFilesException.class)
                .satisfies(e -> assertThat(Advice.describe((WerfException) e)).doesNotContain("values.yaml"));
        assertThat(render(SourceOptions.DEVELOPMENT)).contains("b: other");
    }

    private String render(SourceOptions sources) {
        return new Werf(events::add, Map.of())
                .render(new RenderRequest(
                        ProjectOptions.of(directory).withSources(sources),
                        ImageOptions.none(),
                        ChartOptions.DEFAULT,
                        ReleaseOptions.DEFAULT))
                .manifest();
    }
}
