package io.werf.core.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.ImageConfig;
import io.werf.core.git.TreeEntry;
import io.werf.core.lab.Configs;
import io.werf.core.lab.MemoryTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What werf.yaml says of an image, in its digest and its context. */
class ImageSettingsTest {

    private static final String HEAD = "configVersion: 1\nproject: shop\n---\n";
    private static final String APP = HEAD + "image: app\ndockerfile: Dockerfile\n";

    @TempDir
    private Path project;

    private final MemoryTree tree = new MemoryTree()
            .file("Dockerfile", "ARG BASE=busybox\nFROM $BASE\nARG TAG\nCOPY . /app\nRUN make $TAG")
            .file("a.txt", "a");

    private List<TargetImage> images(String werfYaml) {
        MemoryTree config = new MemoryTree().file("werf.yaml", werfYaml);
        List<ImageConfig> images = Configs.images(config);
        return TargetImages.resolve(tree, images, project);
    }

    private String digest(String werfYaml) {
        List<TargetImage> images = images(werfYaml);
        return images.get(images.size() - 1).digest().hex();
    }

    private List<String> paths(String werfYaml) {
        return images(werfYaml).get(0).context().files().stream()
                .map(TreeEntry::path)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "network: host",
                "addHost: a:1.2.3.4",
                "cacheVersion: v2",
                "ssh: default",
                "secrets: [{id: x, value: y}]",
                "platform: [linux/arm64]",
                "platform: [linux/amd64, linux/arm64]",
                "args: {TAG: t}",
                "imageSpec: {author: me}",
                "imageSpec: {config: {labels: {a: b}}}",
                "imageSpec: {config: {env: {a: b}}}",
                "imageSpec: {config: {removeEnv: [a]}}",
                "imageSpec: {config: {cmd: [a]}}",
                "imageSpec: {config: {clearUser: true}}",
            })
    void aSettingThatCanChangeTheImageChangesTheDigest(String setting) {
        assertThat(digest(APP + setting)).isNotEqualTo(digest(APP));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "final: false",
                "platform: [linux/amd64]",
                "args: {UNUSED: t}",
                "staged: true",
                "context: ./",
                "network: ''",
            })
    void anotherSettingDoesNot(String setting) {
        assertThat(digest(APP + setting)).isEqualTo(digest(APP));
    }

    @Test
    void ofSecretsOnlyTheIdsCount() {
        String one = digest(APP + "secrets: [{id: x, value: y}, {env: HOME}]");

        assertThat(digest(APP + "secrets: [{env: HOME}, {id: x, value: other}]"))
                .isEqualTo(one);
        assertThat(digest(APP + "secrets: [{id: HOME, src: file}, {id: x, env: USER}]"))
                .isEqualTo(one);
        assertThat(digest(APP + "secrets: [{id: z, value: y}, {env: HOME}]")).isNotEqualTo(one);
        assertThat(digest(APP + "ssh: a=/one")).isEqualTo(digest(APP + "ssh: a=/two"));
    }

    @Test
    void anImageHasTheDigestsOfThoseItDependsOn() {
        tree.file("base/Dockerfile", "FROM busybox\nRUN a").file("Dockerfile", "ARG BASE\nFROM x/$BASE\nCOPY a.txt /");
        String two = HEAD + "image: base\ndockerfile: base/Dockerfile\n---\nimage: app\ndockerfile: Dockerfile\n"
                + "dependencies:\n- image: base\n  imports: [{type: ImageName, targetBuildArg: BASE}]\n";
        String before = digest(two);
        assertThat(images(two).get(1).dependencies()).containsExactly("base");

        tree.file("base/Dockerfile", "FROM busybox\nRUN b");
        assertThat(digest(two)).isNotEqualTo(before);
        assertThat(digest(two.replace("ImageName", "ImageRepo"))).isNotEqualTo(before);

        String repo = digest(two.replace("ImageName", "ImageRepo"));
        tree.file("base/Dockerfile", "FROM busybox\nRUN c");
        assertThat(digest(two.replace("ImageName", "ImageRepo"))).isEqualTo(repo);
    }

    @Test
    void aListOfPlatformsHasOneImageEach() {
        tree.file("Dockerfile", "FROM busybox\nARG TARGETARCH\nRUN make $TARGETARCH");
        TargetImage image = images(APP + "platform: [linux/amd64, linux/arm64/v8]\nimageSpec: {author: me}")
                .get(0);

        assertThat(image.origin()).isInstanceOf(Origin.Index.class);
        assertThat(image.origin().parts())
                .extracting(TargetImage::platform)
                .containsExactly("linux/amd64", "linux/arm64/v8");
        assertThat(image.origin().parts()).allMatch(part -> part.origin() instanceof Origin.Configured);
        assertThat(image.origin().parts().get(0).digest())
                .isEqualTo(images(APP + "imageSpec: {author: me}").get(0).digest());
    }

    @Test
    void filesOfTheWorkTreeCountAsIfTheyWereCommitted() throws IOException {
        Files.createDirectories(project.resolve("target/lib"));
        Files.writeString(project.resolve("target/app.jar"), "jar");
        Files.writeString(project.resolve("target/lib/run.sh"), "run");
        assertThat(project.resolve("target/lib/run.sh").toFile().setExecutable(true))
                .isTrue();
        Files.createSymbolicLink(project.resolve("target/link"), Path.of("app.jar"));
        tree.file(".dockerignore", "target");
        String added = APP + "contextAddFiles: [target]\n";

        assertThat(paths(added))
                .containsExactly(
                        ".dockerignore", "Dockerfile", "a.txt", "target/app.jar", "target/lib/run.sh", "target/link");
        TargetImage image = images(added).get(0);
        TreeEntry jar = image.context().files().get(3);
        assertThat(new String(image.context().open(jar).readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("jar");
        assertThat(image.context().size(jar)).isEqualTo(3);

        String before = digest(added);
        Files.writeString(project.resolve("target/app.jar"), "jar2");
        assertThat(digest(added)).isNotEqualTo(before);
        Files.writeString(project.resolve("target/app.jar"), "jar");
        assertThat(project.resolve("target/app.jar").toFile().setLastModified(1000))
                .isTrue();
        assertThat(digest(added)).isEqualTo(before);
        tree.file(".dockerignore", "target")
                .file("target/app.jar", "jar")
                .executable("target/lib/run.sh", "run")
                .link("target/link", "app.jar")
                .file(".dockerignore", "none");
        String committed = digest(APP.replace("dockerfile: Dockerfile", "dockerfile: Dockerfile\ncontext: ''"));
        tree.remove("target/app.jar").remove("target/lib/run.sh").remove("target/link");
        assertThat(digest(added)).isEqualTo(committed);
    }

    @Test
    void addedFilesThatCannotBeAddedAreErrors(@TempDir Path elsewhere) throws IOException {
        assertThatThrownBy(() -> digest(APP + "contextAddFiles: [target/app.jar]"))
                .isInstanceOf(AddedFileException.class)
                .hasMessage(
                        "werf.yaml:4:1: image \"app\" adds the file target/app.jar to its context, but it is not there");
        Files.writeString(elsewhere.resolve("x"), "x");
        Files.createSymbolicLink(project.resolve("out"), elsewhere);
        assertThatThrownBy(() -> digest(APP + "contextAddFiles: [out/x]"))
                .hasMessageEndingWith("leads out of the project directory");
        assertThat(BuildNeeds.of(
                                tree,
                                images(APP + "contextAddFiles: out").stream()
                                        .map(TargetImage::config)
                                        .toList())
                        .neededBy("out/x"))
                .isEmpty();
    }

    @Test
    void theDockerfileMayBeALink() {
        tree.file("docker/Real", "FROM busybox\nCOPY a.txt /").link("Dockerfile", "docker/Real");

        TargetImage image = images(APP).get(0);
        assertThat(image.context().dockerfilePath()).isEqualTo("docker/Real");
        assertThat(image.context().hasDockerfile()).isTrue();
        assertThat(BuildNeeds.of(tree, List.of(image.config())).neededBy("docker/Real"))
                .contains("");
    }

    @Test
    void anIgnoredDockerfileIsNotForInstructions() {
        tree.file(".dockerignore", "Dockerfile");
        String before = digest(APP);

        assertThat(images(APP).get(0).context().hasDockerfile()).isFalse();
        tree.file("Dockerfile", "# comment\nARG BASE=busybox\nFROM $BASE\nARG TAG\nCOPY . /app\nRUN make $TAG");
        assertThat(digest(APP)).isEqualTo(before);
    }
}
