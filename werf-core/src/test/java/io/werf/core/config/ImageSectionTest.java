package io.werf.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.config.ImageDependency.Fact;
import io.werf.core.config.ImageDependency.Import;
import io.werf.core.git.GitRepository;
import io.werf.core.lab.GitProject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageSectionTest {

    private static final String META = "configVersion: 1\nproject: shop\n---\n";
    private static final String IMAGE = META + "image: a\ndockerfile: Dockerfile\n";

    @TempDir
    private Path directory;

    private GitProject project;

    @BeforeEach
    void init() {
        project = GitProject.init(directory);
    }

    private WerfConfig read(String yaml) {
        project.file("werf-giterminism.yaml", """
                giterminismConfigVersion: 1
                config:
                  dockerfile: {allowContextAddFiles: [app/target/*.jar, app/lib]}
                  secrets: {allowEnvVariables: [TOKEN, A], allowFiles: [~/.npmrc, conf/**, b], allowValueIds: [plain]}
                """).file("werf.yaml", yaml).commit("config");
        try (GitRepository repository = GitRepository.open(directory)) {
            return new WerfConfigReader(repository.files(), ConfigOptions.DEFAULT).read();
        }
    }

    private ImageConfig image(String yaml) {
        return read(yaml).image("a").orElseThrow();
    }

    private void assertError(String yaml, String message) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(ConfigException.class).hasMessage(message);
    }

    @Test
    void everyKeyOfAnImage() {
        ImageConfig image = image(META + """
                image: a
                final: false
                dockerfile: docker/Dockerfile
                context: app
                contextAddFiles: [target/app.jar, ./lib/]
                target: run
                args: {VERSION: 1.10}
                addHost: ["db:10.0.0.1", "mq:10.0.0.2"]
                network: host
                ssh: default
                cacheVersion: 7
                staged: true
                platform: [linux/amd64, linux/arm64]
                secrets:
                - env: TOKEN
                - {id: npm, src: ~/.npmrc}
                - {src: conf/key.pem}
                - {id: plain, value: 5}
                dependencies:
                - image: base
                  imports:
                  - {type: ImageName, targetBuildArg: BASE}
                  - {type: ImageDigest, targetBuildArg: BASE_DIGEST}
                ---
                image: base
                dockerfile: Dockerfile
                platform: [linux/amd64, linux/arm64]
                """);
        assertThat(image.isFinal()).isFalse();
        assertThat(image.dockerfile()).isEqualTo("app/docker/Dockerfile");
        assertThat(image.contextAddFiles()).containsExactly("target/app.jar", "lib");
        assertThat(image.addHosts()).containsExactly("db:10.0.0.1", "mq:10.0.0.2");
        assertThat(image.network()).contains("host");
        assertThat(image.ssh()).contains("default");
        assertThat(image.cacheVersion()).isEqualTo("7");
        assertThat(image.platforms()).containsExactly("linux/amd64", "linux/arm64");
        assertThat(image.secrets())
                .containsExactly(
                        new BuildSecret.OfVariable("TOKEN", "TOKEN"),
                        new BuildSecret.OfFile("npm", "~/.npmrc"),
                        new BuildSecret.OfFile("key.pem", "conf/key.pem"),
                        new BuildSecret.OfValue("plain", "5"));
        assertThat(image.secrets().toString()).doesNotContain("5");
        assertThat(image.dependencies()).extracting(ImageDependency::image).containsExactly("base");
        assertThat(image.dependencies().get(0).imports())
                .containsExactly(new Import(Fact.IMAGE_NAME, "BASE"), new Import(Fact.IMAGE_DIGEST, "BASE_DIGEST"));
    }

    @Test
    void theProjectsDefaultsHoldWhereAnImageSaysNothing() {
        WerfConfig config = read("""
                configVersion: 1
                project: shop
                build:
                  cacheVersion: v2
                  platform: [linux/arm64]
                  staged: false
                ---
                image: a
                dockerfile: Dockerfile
                ---
                image: b
                dockerfile: Dockerfile
                cacheVersion: own
                platform: linux/amd64
                """);
        assertThat(config.images()).extracting(ImageConfig::cacheVersion).containsExactly("v2", "own");
        assertThat(config.images())
                .extracting(ImageConfig::platforms)
                .containsExactly(List.of("linux/arm64"), List.of("linux/amd64"));
    }

    @Test
    void specOfAnImage() {
        ImageSpec spec = image(IMAGE + """
                imageSpec:
                  author: "Me <me@example.com>"
                  clearHistory: true
                  config:
                    labels: {name: "%project%-%image%", n: 1}
                    env: {PATH: "/app:$PATH"}
                    volumes: [/data]
                    expose: [80, 53/udp]
                    user: 1000
                    cmd: [serve]
                    entrypoint: ["/app"]
                    workingDir: /app
                    stopSignal: SIGTERM
                    healthcheck: {test: [CMD, /ok], interval: 30, retries: 3}
                    removeLabels: [maintainer, "/org\\\\..*/"]
                    removeVolumes: [/old]
                    removeEnv: [DEBUG]
                    clearUser: true
                    keepEssentialWerfLabels: true
                """).spec().orElseThrow();
        assertThat(spec.author()).contains("Me <me@example.com>");
        assertThat(spec.clearHistory()).isTrue();
        assertThat(spec.labels()).containsExactly(Map.entry("name", "shop-a"), Map.entry("n", "1"));
        assertThat(spec.env()).containsEntry("PATH", "/app:$PATH");
        assertThat(spec.expose()).containsExactly("80", "53/udp");
        assertThat(spec.user()).contains("1000");
        assertThat(spec.cmd()).contains(List.of("serve"));
        assertThat(spec.entrypoint()).contains(List.of("/app"));
        assertThat(spec.healthcheck()).contains(new ImageSpec.Healthcheck(List.of("CMD", "/ok"), 30, 0, 0, 3));
        assertThat(spec.removal())
                .isEqualTo(new ImageSpec.Removal(
                        List.of("maintainer", "/org\\..*/"),
                        List.of("/old"),
                        List.of("DEBUG"),
                        false,
                        false,
                        true,
                        false));
    }

    @Test
    void specOfTheProjectIsMergedIntoFinalImagesOnly() {
        WerfConfig config = read("""
                configVersion: 1
                project: shop
                build:
                  imageSpec:
                    author: project
                    config: {labels: {team: x, image: "%image%"}, removeLabels: [p]}
                ---
                image: a
                dockerfile: Dockerfile
                imageSpec: {author: own, config: {labels: {team: y, own: z}, removeLabels: [q], user: u}}
                ---
                image: b
                dockerfile: Dockerfile
                ---
                image: c
                final: false
                dockerfile: Dockerfile
                """);
        ImageSpec a = config.image("a").orElseThrow().spec().orElseThrow();
        assertThat(a.author()).contains("project");
        assertThat(a.labels()).containsOnly(Map.entry("team", "x"), Map.entry("own", "z"), Map.entry("image", "a"));
        assertThat(a.removal().labels()).containsExactly("p", "q");
        assertThat(a.user()).contains("u");
        assertThat(config.image("b").orElseThrow().spec().orElseThrow().labels())
                .containsEntry("image", "b");
        assertThat(config.image("c").orElseThrow().spec()).isEmpty();
    }

    @Test
    void keysOfTheStapelBuilderSayWhatToDo() {
        assertError(
                META + "image: a\nfrom: alpine\n",
                "werf.yaml:5:1: \"from\" in image \"a\" belongs to images of werf's Stapel builder, which cannot be built"
                        + " here; write a Dockerfile for it and name that in \"dockerfile\"");
        assertThatThrownBy(() -> read(META + "artifact: a\nfrom: alpine\n"))
                .hasMessageStartingWith("werf.yaml:4:1: \"artifact\" in image belongs to images of werf's Stapel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{id: x}", "{id: x, env: A, src: b}", "{env: A, value: b, id: x}", "{}"})
    void aSecretComesFromOnePlace(String secret) {
        assertThatThrownBy(() -> read(IMAGE + "secrets: [" + secret + "]\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("a secret must have exactly one of \"env\", \"src\" and \"value\"");
    }

    @Test
    void mistakesInSecretsAndImports() {
        assertError(IMAGE + "secrets: [{value: x}]\n", "werf.yaml:6:11: key \"id\" is missing in secrets");
        assertError(IMAGE + "secrets: [{env: A}, {id: A, src: b}]\n", "werf.yaml:6:10: two secrets have the id \"A\"");
        assertError(
                IMAGE + "dependencies: [{image: b, before: install}]\n",
                "werf.yaml:6:27: \"before\" in dependencies is not for images of a Dockerfile: they are built in one piece");
        assertError(
                IMAGE + "dependencies: [{image: b, imports: [{type: ImageNam, targetBuildArg: B}]}]\n",
                "werf.yaml:6:44: \"type\" must be one of ImageName, ImageRepo, ImageTag, ImageID, ImageDigest, found"
                        + " \"ImageNam\"");
        assertError(
                IMAGE + "args: {B: x}\ndependencies: [{image: b, imports: [{type: ImageName, targetBuildArg: B}]}]\n",
                "werf.yaml:7:15: build argument \"B\" is set twice: by an import of image \"b\" and by \"args\"");
        assertError(
                IMAGE + "contextAddFile: x\ncontextAddFiles: y\n",
                "werf.yaml:6:17: \"contextAddFile\" is the old name of \"contextAddFiles\"; only one can be there");
        assertError(
                IMAGE + "imageSpec: {config: {removeEnv: ['/(/']}}\n",
                "werf.yaml:6:33: \"/(/\" in \"removeEnv\" is no regular expression: Unclosed group");
    }

    @Test
    void unknownDependency() {
        assertError(
                META + "image: backend\ndockerfile: x\n---\nimage: a\ndockerfile: x\ndependencies:\n- image: backnd\n",
                "werf.yaml:10:3: there is no image \"backnd\"; did you mean \"backend\"?");
    }

    @Test
    void anImageIsMadeOfOthersForTheSamePlatforms() {
        String base = META + "image: base\ndockerfile: x\nplatform: [linux/amd64, linux/arm64]\n---\n";
        String app = "image: app\ndockerfile: x\ndependencies: [{image: base}]\n";
        assertThat(read(base + app + "platform: [linux/arm64]\n").images()).hasSize(2);
        assertThat(read(base + app).images()).hasSize(2);
        assertError(
                base + app + "platform: [linux/amd64, linux/s390x]\n",
                "werf.yaml:10:16: image \"app\" is built for linux/s390x, but image \"base\" that it depends on for linux/amd64,"
                        + " linux/arm64 only");
        assertError(
                META + "image: base\ndockerfile: x\n---\n" + app + "platform: [linux/arm64]\n",
                "werf.yaml:9:16: image \"app\" is built for linux/arm64, but image \"base\" that it depends on for linux/amd64"
                        + " only");
    }

    @Test
    void finalImagesAreThoseOfTheApplicationWithWhatTheyAreMadeOf() {
        WerfConfig config = read(META + """
                image: [tools, base]
                dockerfile: x
                final: false
                ---
                image: middle
                dockerfile: x
                final: false
                dependencies: [{image: base}]
                ---
                image: app
                dockerfile: x
                dependencies: [{image: middle}]
                """);
        assertThat(config.finalImages()).extracting(ImageConfig::name).containsExactly("base", "middle", "app");
    }

    @Test
    void aCycleIsDrawn() {
        assertError(META + """
                image: [front]
                dockerfile: x
                dependencies: [{image: app}]
                ---
                image: app
                dockerfile: x
                dependencies: [{image: base}]
                ---
                image: base
                dockerfile: x
                dependencies: [{image: tools}]
                ---
                image: tools
                dockerfile: x
                dependencies: [{image: app}]
                """, """
                werf.yaml:18:16: images depend on each other in a circle
                  app ──► base ──► tools
                   ▲                 │
                   └─────────────────┘""");
        assertError(
                IMAGE + "dependencies: [{image: a}]\n",
                "werf.yaml:6:16: images depend on each other in a circle: \"a\" depends on itself");
    }
}
