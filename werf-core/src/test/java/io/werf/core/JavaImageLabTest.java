package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.event.Event;
import io.werf.core.image.JavaModule;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.CompiledJava;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Class files become an image without Docker, and that runs in a real cluster. */
@NeedsLab({NeedsLab.Server.REGISTRY, NeedsLab.Server.JAVA_IMAGE, NeedsLab.Server.KUBERNETES})
class JavaImageLabTest {

    @TempDir
    private Path directory;

    private final String name = Lab.uniqueName("java-image");
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final ReleaseOptions release = ReleaseOptions.DEFAULT
            .in(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()))
            .named(name, name);

    @AfterEach
    void removeNamespace() {
        try (KubeClient kube = KubeClients.connect(release.cluster())) {
            kube.delete(new ResourceId("", "v1", "Namespace", "", name), "Background");
        }
    }

    @Test
    void itsPodPrintsWhatTheProgramSays() {
        CompiledJava.program(directory.resolve("target/classes"), "Main", "hello from class files ");
        GitProject.init(directory)
                .file(".gitignore", "target/\n")
                .file("werf.yaml", """
                        project: shop
                        configVersion: 1
                        ---
                        image: app
                        jib:
                          from: %s
                          jvmFlags: [-Dx=with]
                          args: [arguments]
                        """.formatted(Lab.javaImage()))
                .file(".helm/templates/job.yaml", """
                        apiVersion: batch/v1
                        kind: Job
                        metadata: {name: app}
                        spec:
                          backoffLimit: 0
                          template:
                            spec:
                              restartPolicy: Never
                              containers:
                              - name: app
                                image: {{ .Values.werf.image.app }}
                        """)
                .commit("first");
        JavaModule module = new JavaModule(directory.resolve("target/classes"), List.of(), List.of());
        ProjectOptions project = new ProjectOptions(
                directory,
                Optional.empty(),
                Optional.empty(),
                asked -> Optional.of(module),
                SourceOptions.COMMIT,
                true,
                List.of());

        new Werf(events::add, Map.of("WERF_HOME", directory.resolve("home").toString()))
                .converge(new ConvergeRequest(
                        project,
                        ImageOptions.in(Lab.registry() + "/" + name),
                        ChartOptions.DEFAULT,
                        release,
                        RolloutOptions.DEFAULT,
                        false));

        assertThat(events)
                .filteredOn(event -> event instanceof Event.ImageBuildStarted started
                        && started.backend().equals("daemonless"))
                .hasSize(1);
        assertThat(events)
                .anyMatch(event ->
                        event instanceof Event.PodLog log && log.line().equals("hello from class files witharguments"));
    }
}
