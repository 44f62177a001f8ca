package io.werf.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.Location;
import io.werf.core.git.LinkException;
import io.werf.core.git.TreeEntry;
import io.werf.core.image.Step.CopiedFile;
import io.werf.core.lab.MemoryTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetImagesTest {

    private static ImageConfig config(String dockerfile, String context, String target) {
        return new ImageConfig(
                "app",
                dockerfile,
                context,
                Optional.of(target).filter(name -> !name.isEmpty()),
                Map.of(),
                new Location("werf.yaml", 4, 1));
    }

    private static TargetImage image(MemoryTree tree) {
        return TargetImages.resolve(tree, List.of(config("Dockerfile", "", "")), Path.of(""))
                .get(0);
    }

    private static Step.Copy copy(MemoryTree tree, String dockerfile) {
        TargetImage image = image(tree.file("Dockerfile", dockerfile));
        List<EvaluatedStage> stages =
                StageEvaluator.evaluate(image, Map.of(), name -> new BaseConfig(Map.of(), "/base", List.of()));
        List<Step> steps = stages.get(stages.size() - 1).steps();
        return (Step.Copy) steps.get(steps.size() - 1);
    }

    private static List<String> destinations(String dockerfile) {
        MemoryTree tree = new MemoryTree()
                .file("a.txt", "a")
                .file("dir/b.txt", "b")
                .file("dir/sub/c.md", "c")
                .link("to-dir", "dir/sub")
                .link("to-file", "a.txt");
        return copy(tree, dockerfile).files().stream()
                .map(CopiedFile::destination)
                .toList();
    }

    @Test
    void destinationsFollowDockersRules() {
        assertThat(destinations("FROM x\nCOPY a.txt /y")).containsExactly("/y");
        assertThat(destinations("FROM x\nCOPY a.txt /y/")).containsExactly("/y/a.txt");
        assertThat(destinations("FROM x\nCOPY a.txt .")).containsExactly("/base/a.txt");
        assertThat(destinations("FROM x\nWORKDIR w\nCOPY a.txt n")).containsExactly("/base/w/n");
        assertThat(destinations("FROM x\nWORKDIR /w\nCOPY a.txt /w")).containsExactly("/w/a.txt");
        assertThat(destinations("FROM x\nCOPY dir /y")).containsExactly("/y/b.txt", "/y/sub/c.md");
        assertThat(destinations("FROM x\nCOPY a.txt dir /y/")).containsExactly("/y/a.txt", "/y/b.txt", "/y/sub/c.md");
        assertThat(destinations("FROM x\nCOPY * /y/"))
                .containsExactly("/y/Dockerfile", "/y/a.txt", "/y/b.txt", "/y/c.md", "/y/sub/c.md", "/y/to-file");
        assertThat(destinations("FROM x\nCOPY --parents dir/sub /y/")).containsExactly("/y/dir/sub/c.md");
        assertThat(destinations("FROM x\nCOPY --parents dir/./**/*.md /y/")).containsExactly("/y/sub/c.md");
        assertThat(destinations("FROM x\nCOPY to-dir /y")).containsExactly("/y/c.md");
        assertThat(destinations("FROM x\nCOPY to-file /y/")).containsExactly("/y/to-file");
        assertThat(destinations("FROM x\nCOPY /dir/../a.txt /")).containsExactly("/a.txt");
        assertThat(destinations("FROM x AS p\nONBUILD COPY a.txt /t\nFROM p")).containsExactly("/t");
    }

    /** What one image takes is remembered for the others. */
    @Test
    void imagesResolvedTogetherAreThoseResolvedAlone() {
        List<String> dockerfiles = List.of(
                "FROM x\nCOPY src /all",
                "FROM x\nCOPY src /all\nRUN true",
                "FROM x\nCOPY src /other",
                "FROM x\nCOPY --exclude=*.md src /all",
                "FROM x\nCOPY --parents src /all",
                "FROM x\nCOPY src/a.txt /all",
                "FROM x\nWORKDIR /all\nCOPY src/a.txt /all",
                "FROM x\nCOPY src/a.txt src/b.md /all/");
        MemoryTree tree = new MemoryTree().file("src/a.txt", "a").file("src/b.md", "b");
        for (int i = 0; i < 200; i++) { // so many that they are hashed as a list
            tree.file("src/many/" + i, "");
        }
        List<ImageConfig> images = new ArrayList<>();
        for (int i = 0; i < dockerfiles.size(); i++) {
            tree.file("Dockerfile" + i, dockerfiles.get(i));
            images.add(config("Dockerfile" + i, "", ""));
        }
        List<ImageDigest> alone = images.stream()
                .map(image -> TargetImages.resolve(tree, List.of(image), Path.of(""))
                        .get(0)
                        .digest())
                .toList();
        assertThat(alone).doesNotHaveDuplicates();
        assertThat(TargetImages.resolve(tree, images, Path.of("")))
                .extracting(TargetImage::digest)
                .isEqualTo(alone);
    }

    @Test
    void imagesThatABuildReadsAreKnownBeforeIt() {
        MemoryTree tree = new MemoryTree().file("Dockerfile", """
                # syntax=docker/dockerfile:1
                ARG REGISTRY=reg.example
                FROM $REGISTRY/build AS build
                RUN --mount=type=bind,from=tools,target=/t --mount=type=cache,target=/c true
                FROM never/needed
                FROM scratch
                COPY --from=build /a /a
                COPY --from=other/image:1 /b /b
                """);
        assertThat(StageEvaluator.images(image(tree), Map.of("REGISTRY", "own")))
                .containsExactlyInAnyOrder("docker/dockerfile:1", "own/build", "tools", "other/image:1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN true |",
                "COPY . /app | .",
                "ADD https://example.com/x /x |",
                "COPY --from=other /x /x |",
                "RUN --mount=type=bind,source=src,target=/s true | src",
                "COPY $DIR/*.txt /t/ | docs/*.txt"
            })
    void whatTriggersTakeAndTheDockerfileDoesNotIsKnown(String trigger, String source) {
        Set<String> expected = source == null ? Set.of() : Set.of(source.equals(".") ? "" : source);
        assertThat(undigested("FROM x", trigger)).isEqualTo(expected);
        // Files that are left out of it are not in the digest.
        assertThat(undigested("FROM x\nCOPY --exclude=*.md . /all/", trigger)).isEqualTo(expected);
        assertThat(undigested("FROM x\nCOPY other /o/", trigger)).isEqualTo(expected);
        assertThat(undigested("FROM x AS a\nCOPY . /all/\nFROM x", trigger)).isEqualTo(expected);
        assertThat(undigested("FROM x\nCOPY . /all/", trigger)).isEmpty();
        assertThat(undigested("FROM x AS a\nCOPY . /all/\nFROM a", trigger)).isEmpty();
    }

    private static Set<String> undigested(String dockerfile, String trigger) {
        MemoryTree tree = new MemoryTree()
                .file("Dockerfile", dockerfile)
                .file("src/a", "")
                .file("other/b", "")
                .file("docs/c.txt", "");
        return StageEvaluator.undigestedSources(
                image(tree), Map.of(), name -> new BaseConfig(Map.of("DIR", "docs"), "/", List.of(trigger)));
    }

    @Test
    void variablesComeFromTheBaseImageArgumentsAndEnvironment() {
        MemoryTree tree = new MemoryTree().file("Dockerfile", """
                ARG BASE=img
                ARG NAME=global
                FROM $BASE AS first
                ARG NAME
                ARG TARGETARCH
                ENV N=$NAME-${TARGETARCH}
                FROM first
                ENV P=$PATH:/x NAME=env
                LABEL "a b"=$N c='$N' d=$NAME
                EXPOSE 80 81/udp
                USER u:g
                HEALTHCHECK --interval=5s CMD curl x
                ENTRYPOINT run $N
                STOPSIGNAL SIGTERM
                """);
        List<EvaluatedStage> stages = StageEvaluator.evaluate(
                image(tree), Map.of(), name -> new BaseConfig(Map.of("PATH", "/bin"), "/", List.of()));

        assertThat(stages.get(0).base()).isEqualTo(new EvaluatedStage.Base.Image("img", Optional.empty()));
        assertThat(stages.get(1).base()).isEqualTo(new EvaluatedStage.Base.Stage(0));
        List<Step> steps = stages.get(1).steps();
        assertThat(((Step.Env) steps.get(0)).variables()).isEqualTo(Map.of("P", "/bin:/x", "NAME", "env"));
        assertThat(((Step.Label) steps.get(1)).labels())
                .isEqualTo(Map.of("a b", "global-amd64", "c", "$N", "d", "env"));
        assertThat(((Step.Expose) steps.get(2)).ports()).containsExactly("80", "81/udp");
        assertThat(((Step.User) steps.get(3)).user()).isEqualTo("u:g");
        assertThat(((Step.Healthcheck) steps.get(4)).words()).containsExactly("curl x");
        assertThat(((Step.Entrypoint) steps.get(5)).words()).containsExactly("run $N");
        assertThat(((Step.Entrypoint) steps.get(5)).shellForm()).isTrue();
    }

    @Test
    void heredocsBecomeFilesWithOrWithoutVariables() {
        Step.Copy copy = copy(new MemoryTree(), "FROM x\nENV V=1\nCOPY <<A <<-'B' /d/\n\"$V\"\nA\n\t$V\n\tB\n");

        assertThat(copy.inline())
                .containsExactly(new Step.InlineFile("A", "\"1\"\n", "/d/A"), new Step.InlineFile("B", "$V\n", "/d/B"));
    }

    @Test
    void remoteSourcesAreTextAndOnlyForAdd() {
        Step.Copy add = copy(new MemoryTree().file("a", ""), "FROM x\nADD https://example.com/x.tgz a /d/");
        assertThat(add.urls()).containsExactly("https://example.com/x.tgz");
        assertThat(add.unpack()).isTrue();
        assertThatThrownBy(() -> copy(new MemoryTree(), "FROM x\nCOPY https://example.com/x /d/"))
                .isInstanceOf(DockerfileException.class)
                .hasMessage("Dockerfile:2:6: COPY cannot take from a URL");
    }

    @Test
    void targetIsANameOrAnIndex() {
        MemoryTree tree = new MemoryTree().file("Dockerfile", "FROM x AS Build\nFROM y AS run\n");

        assertThat(TargetImages.resolve(
                        tree,
                        List.of(
                                config("Dockerfile", "", ""),
                                config("Dockerfile", "", "BUILD"),
                                config("Dockerfile", "", "0")),
                        Path.of("")))
                .extracting(TargetImage::targetStage)
                .containsExactly(1, 0, 0);
        assertThatThrownBy(() -> TargetImages.resolve(tree, List.of(config("Dockerfile", "", "buil")), Path.of("")))
                .isInstanceOf(UnknownTargetException.class)
                .hasMessage(
                        "werf.yaml:4:1: image \"app\" has the target \"buil\", but Dockerfile has the stages build, run;"
                                + " did you mean \"build\"?");
    }

    @Test
    void missingDockerfileIsNamedWithItsPlaceInTheConfiguration() {
        assertThatThrownBy(() -> image(new MemoryTree()))
                .isInstanceOf(DockerfileMissingException.class)
                .hasMessage("werf.yaml:4:1: image \"app\" is built from Dockerfile, which the commit does not have");
    }

    @Test
    void ignoredDirectoriesAreNotEntered() {
        MemoryTree tree = new MemoryTree()
                .file("Dockerfile", "FROM x\nCOPY . /")
                .file(".dockerignore", "node_modules\ntarget\n!target/app.jar\n")
                .file("node_modules/a/b", "")
                .file("target/classes/x", "")
                .file("target/app.jar", "");

        assertThat(image(tree).context().files())
                .extracting(TreeEntry::path)
                .containsExactly(".dockerignore", "Dockerfile", "target/app.jar");
        assertThat(tree.entered()).containsExactly("", "target");
    }

    @Test
    void contextIsWalkedOnceForAllImages() {
        MemoryTree tree =
                new MemoryTree().file("Dockerfile", "FROM x\nCOPY . /").file("a/b", "");

        TargetImages.resolve(tree, List.of(config("Dockerfile", "", ""), config("Dockerfile", "", "0")), Path.of(""));

        assertThat(tree.entered()).containsExactly("", "a");
    }

    @Test
    void ignoreFileOfTheDockerfileBeatsThatOfTheContext() {
        MemoryTree tree = new MemoryTree()
                .file("app/docker/Dockerfile", "FROM x\nCOPY . /")
                .file("app/docker/Dockerfile.dockerignore", "docker\nb")
                .file("app/.dockerignore", "*")
                .file("app/a", "")
                .file("app/b", "")
                .file("c", "");
        TargetImage image = TargetImages.resolve(tree, List.of(config("app/docker/Dockerfile", "app", "")), Path.of(""))
                .get(0);

        assertThat(image.context().files()).extracting(TreeEntry::path).containsExactly(".dockerignore", "a");
        assertThat(image.context().dockerfilePath()).isEqualTo("docker/Dockerfile");
    }

    @Test
    void tarHasModesLinksDirectoriesAndNothingOfTheMachine() throws IOException {
        String name = "long/" + "n".repeat(150) + "/ü.txt";
        MemoryTree tree = new MemoryTree()
                .file("Dockerfile", "FROM x\nCOPY . /")
                .file(".dockerignore", "Dockerfile\nsecret")
                .executable("bin/run", "run")
                .link("link", "bin/run")
                .file("secret", "s")
                .file(name, "text");
        BuildContext context = image(tree).context();

        assertThat(tar(context)).isEqualTo(tar(context));
        List<String> entries = new ArrayList<>();
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(tar(context)), "UTF-8")) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                assertThat(entry.getLastModifiedTime().toMillis()).isZero();
                assertThat(entry.getLongUserId() + entry.getLongGroupId()).isZero();
                entries.add(String.format(
                        "%o %s%s",
                        entry.getMode() & 0777,
                        entry.getName(),
                        entry.isSymbolicLink() ? " " + entry.getLinkName() : ""));
            }
        }
        assertThat(entries)
                .containsExactly(
                        "644 Dockerfile",
                        "644 .dockerignore",
                        "755 bin/",
                        "755 bin/run",
                        "777 link bin/run",
                        "755 long/",
                        "755 long/" + "n".repeat(150) + "/",
                        "644 " + name);
        assertThat(context.files()).extracting(TreeEntry::path).doesNotContain("Dockerfile", "secret");
    }

    @Test
    void aLinkLongerThanAnyPathIsNotReadWhole() {
        MemoryTree tree =
                new MemoryTree().file("Dockerfile", "FROM x\nRUN true").link("link", "x".repeat(5000));
        assertThatThrownBy(() -> tar(image(tree).context()))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("link");
        tree.file("Dockerfile", "FROM x\nCOPY link/a /");
        assertThatThrownBy(() -> image(tree)).isInstanceOf(LinkException.class);
    }

    private static byte[] tar(BuildContext context) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        context.writeTar(out);
        return out.toByteArray();
    }

    @Test
    void needsTellWhichInstructionTakesAPath() {
        MemoryTree tree = new MemoryTree()
                .file("app/Dockerfile", "FROM x\nCOPY src/*.sh pom.xml /\nRUN --mount=type=bind,source=m,target=/m y")
                .file("app/.dockerignore", "src/ignored.sh");
        BuildNeeds needs = BuildNeeds.of(tree, List.of(config("app/Dockerfile", "app", "")));

        assertThat(needs.neededBy("app/Dockerfile")).contains("");
        assertThat(needs.neededBy("app/.dockerignore")).contains("");
        assertThat(needs.neededBy("app/src/untracked.sh")).contains("app/Dockerfile:2 COPY");
        assertThat(needs.neededBy("app/src/dir.sh/x")).contains("app/Dockerfile:2 COPY");
        assertThat(needs.neededBy("app/m/x")).contains("app/Dockerfile:3 RUN");
        assertThat(needs.neededBy("app/src/ignored.sh")).isEmpty();
        assertThat(needs.neededBy("app/src/x.txt")).isEmpty();
        assertThat(needs.neededBy("pom.xml")).isEmpty();
        assertThat(BuildNeeds.of(new MemoryTree(), List.of(config("Dockerfile", "", "")))
                        .neededBy("Dockerfile"))
                .contains("");
    }
}
