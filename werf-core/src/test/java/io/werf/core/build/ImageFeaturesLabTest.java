package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.event.Event;
import io.werf.core.git.GitRepository;
import io.werf.core.git.ProjectTree;
import io.werf.core.image.TargetImage;
import io.werf.core.image.TargetImages;
import io.werf.core.lab.Configs;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What werf.yaml says of images, built by a real Docker Engine and published in a real registry. */
@NeedsLab({NeedsLab.Server.DOCKER, NeedsLab.Server.REGISTRY})
class ImageFeaturesLabTest {

    private static final String HEAD = "configVersion: 1\nproject: shop\n---\n";

    @TempDir
    private Path root;

    private final Repository repository = new Repository(Lab.registry(), Lab.uniqueName("image-test"));
    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
    private final List<String> secrets = new ArrayList<>();
    private RegistryClient registry;
    private GitProject project;

    @BeforeEach
    void open() {
        registry = new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), Clock.systemUTC());
        project = GitProject.init(root);
    }

    @AfterEach
    void close() throws Exception {
        registry.close();
        ChildProcess.run(
                List.of("sh", "-c", "docker images -q '" + repository + "' | xargs -r docker rmi -f"),
                System.getenv(),
                out -> {},
                line -> {});
    }

    private List<TargetImage> build(String backend, String werfYaml) {
        project.file("werf.yaml", werfYaml).commit("all");
        try (GitRepository git = GitRepository.open(root)) {
            ProjectTree tree = git.tree(git.head());
            List<TargetImage> images = TargetImages.resolve(tree, Configs.images(tree), root);
            try (BuildBackend chosen = switch (backend) {
                case "docker" -> new DockerBackend(System.getenv(), CredentialStore.none(), BuildProxies.none());
                case "daemonless" -> new DaemonlessBackend(registry, false, events::add);
                default ->
                    new BuildkitBackend(System.getenv(), Optional.empty(), CredentialStore.none(), BuildProxies.none());
            }) {
                new ImageBuilder(
                                registry,
                                new BackendChoice(List.of(chosen)),
                                new SecretReader(Map.of("TOKEN", "t0ken"), root, secrets::add),
                                3,
                                events::add,
                                Clock.systemUTC())
                        .build(Answers.await(ImageDiff.of(registry, repository, images)), Map.of("werf", "shop"));
            }
            assertThat(Answers.await(ImageDiff.of(registry, repository, images)).missing())
                    .isEmpty();
            return images;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"buildkit", "docker"})
    void anIgnoredDockerfileIsNotInTheImage(String backend) throws IOException {
        project.file("run.sh", "echo hi")
                .file(".dockerignore", "Dockerfile\n.dockerignore\nwerf.yaml")
                .file(
                        "Dockerfile",
                        "FROM " + Lab.baseImage() + "\nCOPY . /app\nRUN echo " + repository.path()
                                + "; ls -A /app > /list; cat /list; stat -c %a /app/run.sh; test \"$(cat /list)\" = run.sh");

        build(backend, HEAD + "image: app\ndockerfile: Dockerfile\n");

        assertThat(output()).contains("run.sh", "644");
    }

    @Test
    void secretsHostsAndNetworksReachTheBuildAndNothingElse() throws IOException {
        project.file(
                "Dockerfile",
                "FROM " + Lab.baseImage() + "\nARG GREETING\nLABEL unique=" + repository.path() + "\n"
                        + "RUN --mount=type=tmpfs,target=/" + repository.path()
                        + " --mount=type=secret,id=TOKEN --mount=type=secret,id=key --mount=type=secret,id=value "
                        + "cat /run/secrets/TOKEN /run/secrets/key /run/secrets/value | tr a-z A-Z && echo"
                        + " && grep some.host /etc/hosts && echo \"$GREETING\" && ls /sys/class/net");
        Files.writeString(root.resolve("key.txt"), "k3y");

        List<TargetImage> images = build(
                "buildkit",
                HEAD + "image: app\ndockerfile: Dockerfile\nnetwork: none\naddHost: ['some.host:10.1.2.3']\n"
                        + "args: {GREETING: 'hello $x \"y\"'}\n"
                        + "secrets: [{env: TOKEN}, {id: key, src: key.txt}, {id: value, value: v4lue}]\n");

        assertThat(output()).contains("T0KENK3YV4LUE", "hello $x \"y\"", "lo");
        assertThat(output()).anyMatch(line -> line.contains("10.1.2.3") && line.contains("some.host"));
        assertThat(secrets).containsExactly("t0ken", "k3y", "v4lue");
        assertThat(Json.write(config(repository.image(images.get(0).digest()))))
                .doesNotContain("t0ken", "k3y", "v4lue");
    }

    @Test
    void imagesAreBuiltFromOthersAndTheirConfigurationIsChanged() throws IOException {
        project.file(
                        "base/Dockerfile",
                        "FROM " + Lab.baseImage() + "\nENV A=1\nRUN echo base " + repository.path() + " > /base")
                .file("Dockerfile", "ARG BASE\nFROM $BASE\nARG DIGEST\nRUN cat /base && echo got $DIGEST");

        List<TargetImage> images = build(
                "buildkit",
                HEAD + "image: app\ndockerfile: Dockerfile\ndependencies:\n- image: base\n  imports:\n"
                        + "  - {type: ImageName, targetBuildArg: BASE}\n  - {type: ImageDigest, targetBuildArg: DIGEST}\n"
                        + "imageSpec: {author: me, config: {env: {B: '${A}2'}, user: '1000'}}\n"
                        + "---\nimage: base\ndockerfile: Dockerfile\ncontext: base\n");

        ImageName base = repository.image(images.get(1).digest());
        assertThat(output())
                .contains(
                        "base " + repository.path(),
                        "got " + Answers.await(registry.digest(base)).orElseThrow());
        Map<String, Object> config = config(repository.image(images.get(0).digest()));
        assertThat(Tree.string(config, "author")).contains("me");
        assertThat(Tree.string(config, "config", "User")).contains("1000");
        assertThat(Tree.list(config, "config", "Env")).contains("A=1", "B=12");
        assertThat(Tree.string(config, "config", "Labels", "werf-stage-content-digest"))
                .contains(images.get(0).digest().hex());
    }

    @Test
    void severalPlatformsBecomeOneList() throws IOException {
        project.file("a.txt", "a").file("Dockerfile", "FROM scratch\nCOPY a.txt /\nCMD [\"/a\"]");

        List<TargetImage> images =
                build("buildkit", HEAD + "image: app\ndockerfile: Dockerfile\nplatform: [linux/amd64, linux/arm64]\n");

        ImageName name = repository.image(images.get(0).digest());
        ImageManifest list =
                Answers.await(registry.manifest(repository, name.tag())).orElseThrow();
        assertThat(Tree.list(Json.read(list.json()), "manifests"))
                .extracting(
                        entry -> Tree.string(entry, "platform", "architecture").orElse(""))
                .containsExactly("amd64", "arm64");
        for (TargetImage part : images.get(0).origin().parts()) {
            assertThat(Tree.string(config(repository.image(part.digest())), "architecture"))
                    .contains(part.platform().replace("linux/", ""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"buildkit", "docker"})
    void aBaseOfAnotherPlatformIsAnErrorUnlessItIsAskedFor(String backend) throws IOException {
        String yaml = HEAD + "image: app\ndockerfile: Dockerfile\nplatform: [linux/arm64]\n";
        project.file("a.txt", "a").file("Dockerfile", "FROM " + Lab.baseImage() + " AS one\nFROM one\nCOPY a.txt /\n");

        assertThatThrownBy(() -> build(backend, yaml))
                .isInstanceOf(BasePlatformException.class)
                .hasMessageContaining(Lab.baseImage() + " is not made for linux/arm64");
        assertThat(Answers.await(registry.tags(repository))).isEmpty();
        project.file("Dockerfile", "FROM --platform=linux/amd64 " + Lab.baseImage() + "\nCOPY a.txt /\n");
        assertThat(build("buildkit", yaml)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"buildkit", "docker", "daemonless"})
    void whatABaseImageTakesByItselfMustBeInTheDigest(String backend) throws IOException {
        String yaml = HEAD + "image: app\ndockerfile: Dockerfile\n";
        project.file("a/a.txt", "a")
                .file(
                        "Dockerfile",
                        "FROM " + Lab.baseImage()
                                + "\nLABEL a=b\nONBUILD ENV DIR=a\nONBUILD COPY $DIR/a.txt /b.txt\nONBUILD LABEL c=d\n");
        ImageName base = repository.image(build(backend, yaml).get(0).digest());
        List<String> before = Answers.await(registry.tags(repository));

        project.file("Dockerfile", "FROM " + base + "\nWORKDIR /x\n");
        assertThatThrownBy(() -> build(backend, yaml))
                .isInstanceOf(TriggerFilesException.class)
                .hasMessageContaining("ONBUILD instructions of its base image take a/a.txt from the build context");
        assertThat(Answers.await(registry.tags(repository))).isEqualTo(before);

        project.file("Dockerfile", "FROM " + base + "\nWORKDIR /x\nCOPY a /y/\n");
        TargetImage image = build(backend, yaml).get(0);
        assertThat(Answers.await(registry.digest(repository.image(image.digest()))))
                .isPresent();
        assertThat(List.copyOf(events)).noneMatch(Event.Warning.class::isInstance);
    }

    private Map<String, Object> config(ImageName name) throws IOException {
        String digest = Answers.await(registry.manifest(repository, name.tag()))
                .orElseThrow()
                .configDigest()
                .orElseThrow();
        try (java.io.InputStream in = Answers.await(registry.blob(repository, digest))) {
            return Json.readObject(in.readAllBytes());
        }
    }

    private List<String> output() {
        return List.copyOf(events).stream()
                .filter(Event.ImageBuildOutput.class::isInstance)
                .map(event -> ((Event.ImageBuildOutput) event).line())
                .toList();
    }
}
