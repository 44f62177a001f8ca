package io.werf.core.build;

import static io.werf.core.lab.NeedsLab.Server.DOCKER;
import static io.werf.core.lab.NeedsLab.Server.REGISTRY;
import static io.werf.core.lab.NeedsLab.Server.REGISTRY_WITH_PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.build.BuildBackend.Verdict;
import io.werf.core.config.ImageConfig;
import io.werf.core.error.Location;
import io.werf.core.event.Event;
import io.werf.core.git.GitRepository;
import io.werf.core.image.TargetImage;
import io.werf.core.image.TargetImages;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.Labels;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.RegistryUnreachableException;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsLab({DOCKER, REGISTRY, REGISTRY_WITH_PASSWORD})
class DaemonlessBackendLabTest {

    private static final String DOCKERFILE = "FROM " + System.getenv("LAB_BASE_IMAGE") + " AS base\n"
            + "ENV GREETING=hello\nWORKDIR /srv/app\n\nFROM base\nARG NAME=world\nCOPY --chown=7:8 files ./files/\n"
            + "COPY run.sh /run.sh\nLABEL who=$NAME\nUSER 7\nEXPOSE 80 53/udp\nVOLUME /data\n"
            + "HEALTHCHECK --interval=1m30s --retries=2 CMD true\nSTOPSIGNAL SIGINT\n"
            + "ENTRYPOINT [\"/run.sh\"]\nCMD [\"one\", \"two\"]\n";

    @TempDir
    Path directory;

    private final List<Event> events = Collections.synchronizedList(new ArrayList<>());

    @Test
    void theImageRunsAsItsDockerfileSays() throws IOException, InterruptedException {
        TargetImage image = project(DOCKERFILE);
        Repository repository = new Repository(Lab.registry(), Lab.uniqueName("daemonless-test"));
        ImageName name = build(repository, image, false);
        docker("pull", "-q", name.toString());
        assertThat(docker("run", "--rm", name.toString()))
                .containsExactly(
                        "hello one two",
                        "/srv/app",
                        "7:8 755 files",
                        "7:8 644 files/a.txt",
                        "7:8 777 files/link",
                        "a.txt",
                        "content");
        docker("rmi", name.toString());
    }

    @Test
    void theConfigurationIsTheOneThatBuildKitMakes() throws IOException, InterruptedException {
        TargetImage image = project(DOCKERFILE);
        ImageName ours = build(new Repository(Lab.registry(), Lab.uniqueName("daemonless-test")), image, false);
        docker("pull", "-q", ours.toString());
        Repository theirs = new Repository(Lab.registry(), Lab.uniqueName("daemonless-test"));
        BuildBackend buildkit =
                new BuildkitBackend(System.getenv(), Optional.empty(), CredentialStore.none(), BuildProxies.none());
        ImageName reference = build(theirs, image, buildkit);
        docker("pull", "-q", reference.toString());
        for (String part : List.of(
                "Env",
                "Labels",
                "WorkingDir",
                "User",
                "ExposedPorts",
                "Volumes",
                "StopSignal",
                "Healthcheck",
                "Entrypoint",
                "Cmd")) {
            String format = "{{json .Config." + part + "}}";
            assertThat(docker("inspect", "--format", format, ours.toString()))
                    .as(part)
                    .isEqualTo(docker("inspect", "--format", format, reference.toString()));
        }
        docker("rmi", ours.toString());
        docker("rmi", "-f", docker("images", "-q", theirs.toString()).get(0));
    }

    @Test
    void publishesWithAPasswordAndTakesTheBaseFromAnotherRegistry() throws IOException {
        TargetImage image = project("FROM " + Lab.baseImage() + "\nCOPY files /files/\n");
        Repository repository = new Repository(Lab.registryWithPassword(), Lab.uniqueName("daemonless-test"));
        ImageName name = build(repository, image, false);
        try (RegistryClient client = client()) {
            assertThat(Labels.of(client, name))
                    .containsEntry("werf", "shop")
                    .containsEntry("werf-stage-content-digest", image.digest().hex());
        }
    }

    @Test
    void theSameCommitGivesTheSameBytes() throws IOException {
        TargetImage image = project("FROM scratch\nCOPY files /files/\nCMD [\"/x\"]\n");
        ImageName one = build(new Repository(Lab.registry(), Lab.uniqueName("daemonless-test")), image, false);
        ImageName two = build(new Repository(Lab.registry(), Lab.uniqueName("daemonless-test")), image, false);
        try (RegistryClient client = client()) {
            assertThat(Answers.await(client.digest(one))).isPresent().isEqualTo(Answers.await(client.digest(two)));
        }
    }

    /** In most base images /bin is a link: a directory of that name in a layer would hide what it leads to. */
    @ParameterizedTest
    @ValueSource(strings = {"ENV TO=/bin\nCOPY files $TO/x", "WORKDIR /lib\nCOPY files .", "COPY . /"})
    void whatMayBeALinkInTheBaseImageIsLeftToOthers(String instructions) throws IOException {
        TargetImage image = project("FROM " + Lab.baseImage() + "\n" + instructions + "\n");
        Repository repository = new Repository(Lab.registry(), Lab.uniqueName("daemonless-test"));
        assertThatThrownBy(() -> build(repository, image, false))
                .isInstanceOf(BuildFailedException.class)
                .hasMessageContaining("may be a link in the base image");
        try (RegistryClient client = client()) {
            assertThat(Answers.await(client.tags(repository))).isEmpty();
        }
        TargetImage fromScratch = project("FROM scratch\n" + instructions + "\n");
        assertThat(build(repository, fromScratch, false)).isNotNull();
    }

    @Test
    void aBaseThatCannotBeHadIsAnErrorUnlessTheSandboxAsksForAnEmptyOne() throws IOException {
        TargetImage image = project("FROM 127.0.0.1:9/none:1\nCOPY files /files/\n");
        Repository repository = new Repository(Lab.registry(), Lab.uniqueName("daemonless-test"));
        assertThatThrownBy(() -> build(repository, image, false))
                .isInstanceOf(RegistryUnreachableException.class)
                .hasMessageContaining("127.0.0.1:9/none");
        build(repository, image, true);
        assertThat(events)
                .filteredOn(Event.Warning.class::isInstance)
                .singleElement()
                .asString()
                .contains("built on an empty image instead of 127.0.0.1:9/none:1");
    }

    @Test
    void aBaseThatDoesNotExistIsAnError() throws IOException {
        TargetImage image = project("FROM " + Lab.registry() + "/lab/none:1\nCOPY files /files/\n");
        Repository repository = new Repository(Lab.registry(), Lab.uniqueName("daemonless-test"));
        assertThatThrownBy(() -> build(repository, image, false))
                .isInstanceOf(BuildFailedException.class)
                .hasMessageContaining("there is no base image " + Lab.registry() + "/lab/none:1");
    }

    @Test
    void saysWhatItCannotDoAndWhere() throws IOException {
        try (RegistryClient client = client()) {
            BuildBackend backend = new DaemonlessBackend(client, false, events::add);
            assertThat(backend.check(project("FROM scratch\nRUN true\n")))
                    .isEqualTo(new Verdict.Cannot("it cannot run containers: RUN at Dockerfile:2:1"));
            assertThat(backend.check(project("FROM scratch\nCOPY --chown=app files /\n")))
                    .isInstanceOf(Verdict.Cannot.class);
            assertThat(backend.check(project("FROM x\nCOPY run.sh /bin/run\n"))).isInstanceOf(Verdict.Cannot.class);
            assertThat(backend.check(project("FROM scratch\nRUN true\nFROM scratch\nCOPY files /\n")))
                    .isInstanceOf(Verdict.Can.class);
        }
    }

    private TargetImage project(String dockerfile) throws IOException {
        Path root = Files.createTempDirectory(directory, "project");
        GitProject project = GitProject.init(root)
                .file("Dockerfile", dockerfile)
                .file("files/a.txt", "content\n")
                .file("bin/tool", "tool\n")
                .file(
                        "run.sh",
                        "#!/bin/sh\necho $GREETING $*\npwd\nstat -c '%u:%g %a %n' files files/a.txt files/link\n"
                                + "readlink files/link\ncat files/link\n");
        Files.createSymbolicLink(root.resolve("files/link"), Path.of("a.txt"));
        assertThat(root.resolve("run.sh").toFile().setExecutable(true)).isTrue();
        project.commit("first");
        GitRepository git = GitRepository.open(root);
        return TargetImages.resolve(
                        git.tree(git.head()),
                        List.of(new ImageConfig(
                                "app",
                                "Dockerfile",
                                "",
                                Optional.empty(),
                                Map.of("NAME", "werf"),
                                new Location("werf.yaml", 1, 1))),
                        root)
                .get(0);
    }

    private ImageName build(Repository repository, TargetImage image, boolean sandbox) {
        try (RegistryClient client = client()) {
            return build(repository, image, new DaemonlessBackend(client, sandbox, events::add));
        }
    }

    private ImageName build(Repository repository, TargetImage image, BuildBackend backend) {
        try (RegistryClient client = client()) {
            new ImageBuilder(
                            client,
                            new BackendChoice(List.of(backend)),
                            TestImages.noSecrets(),
                            1,
                            events::add,
                            Clock.systemUTC())
                    .build(new ImageDiff(repository, List.of(), List.of(image)), Map.of("werf", "shop"));
            return repository.image(image.digest());
        }
    }

    private static RegistryClient client() {
        String host = Lab.registryWithPassword();
        return new RegistryClient(
                RegistrySettings.defaults().withCaFile(host, Lab.registryCa()),
                CredentialStore.of("test", host, new Credentials("werf", "secret")),
                Clock.systemUTC());
    }

    private static List<String> docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        List<String> lines = new ArrayList<>();
        int exit = ChildProcess.run(command, new HashMap<>(System.getenv()), out -> {}, lines::add);
        assertThat(exit).as(String.join("\n", lines)).isZero();
        return lines;
    }
}
