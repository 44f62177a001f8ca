package io.werf.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.Location;
import io.werf.core.lab.MemoryTree;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ImageDigestsTest {

    private static final String DOCKERFILE = """
            # syntax=docker/dockerfile:1
            ARG VERSION=17
            FROM builder:$VERSION AS build
            ARG PROFILE=dev
            COPY src /src
            RUN --mount=type=bind,source=settings.xml,target=/s.xml make $PROFILE
            FROM unused:1 AS other
            COPY unused /
            FROM eclipse-temurin:${VERSION}
            # what is copied
            WORKDIR /app
            ENV LEVEL=info
            COPY --exclude=*.md docs/ docs/
            COPY --from=build /src/app.jar app.jar
            COPY lib/*.jar config.yaml ./
            COPY <<EOF motd
            hello
            EOF
            CMD ["java", "-jar", "app.jar"]
            """;

    private static MemoryTree project() {
        return new MemoryTree()
                .file("Dockerfile", DOCKERFILE)
                .file(".dockerignore", "**/*.tmp\n")
                .file("src/Main.java", "class Main {}")
                .executable("src/run.sh", "run")
                .link("src/link", "run.sh")
                .file("settings.xml", "<settings/>")
                .file("unused/x", "x")
                .file("docs/a.txt", "a")
                .file("docs/b.md", "b")
                .file("lib/one.jar", "1")
                .file("lib/notes.txt", "n")
                .file("config.yaml", "c: 1")
                .file("README.md", "read me");
    }

    private static ImageConfig config(Map<String, String> args) {
        return new ImageConfig("app", "Dockerfile", "", Optional.empty(), args, new Location("werf.yaml", 4, 1));
    }

    private static String digest(MemoryTree tree, Map<String, String> args) {
        return TargetImages.resolve(tree, List.of(config(args)), Path.of(""))
                .get(0)
                .digest()
                .hex();
    }

    private static String digest(String dockerfile) {
        return digest(project().file("Dockerfile", dockerfile), Map.of());
    }

    private static Consumer<MemoryTree> edit(String from, String to) {
        assertThat(DOCKERFILE).contains(from);
        return tree -> tree.file("Dockerfile", DOCKERFILE.replace(from, to));
    }

    @TestFactory
    Stream<DynamicTest> whatCanChangeTheImageChangesTheDigest() {
        Map<String, Consumer<MemoryTree>> changes = new LinkedHashMap<>();
        changes.put("content of a copied file", tree -> tree.file("src/Main.java", "class Main { }"));
        changes.put("executable bit", tree -> tree.file("src/run.sh", "run"));
        changes.put("target of a link", tree -> tree.link("src/link", "Main.java"));
        changes.put("link becomes file", tree -> tree.file("src/link", "run.sh"));
        changes.put("new file in a copied directory", tree -> tree.file("src/New.java", ""));
        changes.put("removed file", tree -> tree.remove("src/Main.java"));
        changes.put("renamed file", tree -> tree.remove("src/Main.java").file("src/Main2.java", "class Main {}"));
        changes.put("file that a glob takes", tree -> tree.file("lib/one.jar", "2"));
        changes.put("another file that a glob takes", tree -> tree.file("lib/two.jar", "1"));
        changes.put("bind mount", tree -> tree.file("settings.xml", "<settings></settings>"));
        changes.put("copied file becomes ignored", tree -> tree.file(".dockerignore", "**/*.tmp\nlib/one.jar\n"));
        changes.put("command of a needed stage", edit("make $PROFILE", "make -j $PROFILE"));
        changes.put("default of a used argument", edit("PROFILE=dev", "PROFILE=prod"));
        changes.put("global argument", edit("VERSION=17", "VERSION=21"));
        changes.put("base image", edit("eclipse-temurin", "openjdk"));
        changes.put("environment", edit("LEVEL=info", "LEVEL=debug"));
        changes.put("destination", edit("docs/ docs/", "docs/ doc/"));
        changes.put("working directory", edit("WORKDIR /app", "WORKDIR /srv"));
        changes.put("exclusion", edit("--exclude=*.md", "--exclude=*.txt"));
        changes.put("heredoc", edit("hello", "hullo"));
        changes.put("exec form to shell form", edit("CMD [\"java\", \"-jar\", \"app.jar\"]", "CMD java -jar app.jar"));
        changes.put("order of instructions", edit("WORKDIR /app\nENV LEVEL=info", "ENV LEVEL=info\nWORKDIR /app"));
        changes.put("owner", edit("COPY src", "COPY --chown=1 src"));
        changes.put("mode", edit("COPY src", "COPY --chmod=700 src"));
        changes.put("path in another stage", edit("/src/app.jar app.jar", "/src/b.jar app.jar"));
        changes.put("stage that COPY takes from", edit("--from=build", "--from=other"));
        changes.put("frontend", edit("dockerfile:1\n", "dockerfile:1.4\n"));
        String before = digest(project(), Map.of());
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    MemoryTree tree = project();
                    change.getValue().accept(tree);
                    assertThat(digest(tree, Map.of())).isNotEqualTo(before);
                }));
    }

    @TestFactory
    Stream<DynamicTest> nothingElseChangesTheDigest() {
        Map<String, Consumer<MemoryTree>> changes = new LinkedHashMap<>();
        changes.put(
                "file that no COPY takes",
                tree -> tree.file("README.md", "other").file("new", ""));
        changes.put("file that only an unused stage takes", tree -> tree.file("unused/x", "y"));
        changes.put("excluded file", tree -> tree.file("docs/b.md", "other"));
        changes.put("file beside a glob", tree -> tree.file("lib/notes.txt", "other"));
        changes.put("ignored file", tree -> tree.file("src/x.tmp", "new"));
        changes.put("text of the ignore file", tree -> tree.file(".dockerignore", "# comment\n*/**/*.tmp\n*.tmp\n"));
        changes.put("comment", edit("# what is copied", "# something else"));
        changes.put(
                "name of a stage",
                edit("AS build", "AS compile")
                        .andThen(tree -> tree.file(
                                "Dockerfile",
                                DOCKERFILE.replace("AS build", "AS compile").replace("=build", "=compile"))));
        changes.put("index for a name", edit("--from=build", "--from=0"));
        changes.put("unused stage", edit("FROM unused:1 AS other\nCOPY unused /\n", ""));
        changes.put("argument before all that nobody uses", edit("ARG VERSION=17", "ARG VERSION=17\nARG Z=1"));
        changes.put("case and spaces", edit("COPY src /src", "copy   ./src    /src"));
        changes.put("continuation", edit("ENV LEVEL=info", "ENV \\\n  # why\n  LEVEL=info"));
        changes.put(
                "line endings of the Dockerfile",
                tree -> tree.file("Dockerfile", DOCKERFILE.replace("WORKDIR /app\n", "WORKDIR /app\r\n")));
        changes.put("quotes", edit("LEVEL=info", "LEVEL=\"info\""));
        String before = digest(project(), Map.of());
        return changes.entrySet().stream()
                .map(change -> DynamicTest.dynamicTest(change.getKey(), () -> {
                    MemoryTree tree = project();
                    change.getValue().accept(tree);
                    assertThat(digest(tree, Map.of())).isEqualTo(before);
                }));
    }

    @Test
    void onlyUsedBuildArgumentsCount() {
        String before = digest(project(), Map.of());

        assertThat(digest(project(), Map.of("PROFILE", "prod"))).isNotEqualTo(before);
        assertThat(digest(project(), Map.of("VERSION", "21"))).isNotEqualTo(before);
        assertThat(digest(project(), Map.of("BUILDKIT_MULTI_PLATFORM", "1"))).isNotEqualTo(before);
        assertThat(digest(project(), Map.of("PROFILE", "dev"))).isEqualTo(before);
        assertThat(digest(project(), Map.of("NOBODY", "x"))).isEqualTo(before);
        assertThat(digest(project(), Map.of("HTTP_PROXY", "http://proxy:3128"))).isEqualTo(before);
    }

    @Test
    void stagesCountByWhatIsInThemNotByTheirPlace() {
        String mounting = "FROM a AS one\nFROM b\nRUN --mount=from=one,target=/m x";

        assertThat(digest("FROM c AS unused\n" + mounting)).isEqualTo(digest(mounting));
        assertThat(digest(mounting.replace("FROM a", "FROM c"))).isNotEqualTo(digest(mounting));
        assertThat(digest("FROM a AS one\nRUN y\nFROM one\nRUN x"))
                .isNotEqualTo(digest("FROM a AS one\nRUN z\nFROM one\nRUN x"));
    }

    @Test
    void textsThatDifferOnlyInTheirCutsDiffer() {
        assertThat(digest("FROM x\nENV a=b c=d")).isNotEqualTo(digest("FROM x\nENV a=\"b c=d\""));
        assertThat(digest("FROM x\nCMD [\"a\", \"b\"]")).isNotEqualTo(digest("FROM x\nCMD [\"a b\"]"));
    }

    @Test
    void variablesOfTheBaseImageAreNotTakenForEmpty() {
        assertThat(digest("FROM x\nENV PATH=$PATH:/a")).isNotEqualTo(digest("FROM x\nENV PATH=:/a"));
        assertThat(digest("FROM x\nENV A=$PATH:/a\nWORKDIR $A"))
                .isNotEqualTo(digest("FROM x\nENV A=$PATH:/a\nWORKDIR :/a"));
        assertThat(digest("FROM x\nCOPY config.yaml c")).isNotEqualTo(digest("FROM x\nCOPY config.yaml /c"));
        assertThat(digest("FROM scratch\nCOPY config.yaml c")).isEqualTo(digest("FROM scratch\nCOPY config.yaml /c"));
    }

    @Test
    void aSourceThatTheBaseImageNamesCouldBeAnyFile() {
        MemoryTree tree = project().file("Dockerfile", "FROM x\nCOPY $WHERE /y");
        String before = digest(tree, Map.of());

        assertThat(digest(tree.file("README.md", "other"), Map.of())).isNotEqualTo(before);
    }

    @Test
    void noContentIsReadButDockerfileAndIgnoreFile() {
        MemoryTree tree = project();
        digest(tree, Map.of());

        assertThat(tree.opened()).containsExactlyInAnyOrder("Dockerfile", ".dockerignore");
    }

    @Test
    void digestsStayTheSameFromReleaseToRelease() {
        assertThat(digest(project(), Map.of())).isEqualTo("f73cd16e34c4049c7cab6e649efd874f9306c67d9678332413867b79");
    }

    @Test
    void missingSourcesAreErrorsAtTheirPlace() {
        assertThatThrownBy(() -> digest("FROM x\nCOPY config.yaml nothing /y/"))
                .isInstanceOf(CopySourceException.class)
                .hasMessage("Dockerfile:2:18: COPY takes \"nothing\": it is not in the build context");
        assertThatThrownBy(() -> digest("FROM x\nCOPY ../secret /y"))
                .isInstanceOf(CopySourceException.class)
                .hasMessage("Dockerfile:2:6: COPY takes \"../secret\": it is outside of the build context");
        assertThatThrownBy(() -> digest(
                        project().file("Dockerfile", "FROM x\nADD out /y").link("out", "../etc"), Map.of()))
                .hasMessage(
                        "Dockerfile:2:5: ADD takes \"out\": the link out leads out of the build context, to ../etc");
        assertThatThrownBy(() -> digest(
                        project()
                                .file("Dockerfile", "FROM x\nCOPY a /y")
                                .link("a", "b")
                                .link("b", "a"),
                        Map.of()))
                .hasMessageContaining("more than 40 symbolic links");
        assertThat(digest("FROM x\nCOPY config.yaml nothing* /y/")).hasSize(56);
    }

    @Test
    void stagesThatNeedEachOtherAreAnError() {
        assertThatThrownBy(() -> digest("FROM x AS a\nCOPY --from=b / /\nFROM x AS b\nCOPY --from=a / /"))
                .isInstanceOf(DockerfileException.class)
                .hasMessageContaining("stage b needs itself, by way of others");
        assertThatThrownBy(() -> digest("FROM x\nCOPY --from=7 / /")).hasMessageContaining("there is no stage 7");
        assertThatThrownBy(() -> digest("FROM $NOTHING")).hasMessageContaining("$NOTHING, is empty");
    }
}
