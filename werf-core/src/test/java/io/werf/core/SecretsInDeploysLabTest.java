package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.werf.core.deploy.ReleaseFailedException;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.release.ReleaseHistory;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A secret that the pods' logs, the cluster's events and its refusals are full of. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class SecretsInDeploysLabTest {

    private static final String KEY = "82a0f04a09e034421a8978c60bffac87";
    private static final String CANARY = "c4nary-in-the-mine";
    private static final String ENCODED = Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));

    @TempDir
    private Path directory;

    private final String name = Lab.uniqueName("secrets");
    private final KubeSettings cluster = new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty());
    private final KubeClient kube = KubeClients.connect(cluster);
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void removeNamespace() {
        kube.delete(new ResourceId("", "v1", "Namespace", "", name), "Background");
        kube.close();
    }

    /** The Job goes on until its line was heard, and fails by its deletion. */
    private void hear(Event event) {
        events.add(event);
        if (event instanceof Event.PodLog) {
            kube.delete(new ResourceId("batch", "v1", "Job", name, "talks"), "Background");
        }
    }

    private ReleaseFailedException failed(String template) {
        Map<String, String> environment = Map.of("WERF_SECRET_KEY", KEY);
        byte[] canary = CANARY.getBytes(StandardCharsets.UTF_8);
        GitProject.init(directory)
                .file("werf.yaml", "project: " + name + "\nconfigVersion: 1\n")
                .file(
                        ".helm/secret-values.yaml",
                        "password: " + new Secrets(directory, environment).encrypt(canary) + "\n")
                .file(".helm/templates/a.yaml", template)
                .commit("c");
        return catchThrowableOfType(
                ReleaseFailedException.class,
                () -> new Werf(this::hear, environment)
                        .converge(new ConvergeRequest(
                                ProjectOptions.of(directory),
                                ImageOptions.none(),
                                ChartOptions.DEFAULT,
                                ReleaseOptions.DEFAULT.in(cluster),
                                RolloutOptions.DEFAULT,
                                false)));
    }

    private void assertNothingShowsIt(ReleaseFailedException error) {
        StringWriter trace = new StringWriter();
        error.printStackTrace(new PrintWriter(trace));
        String record = new ReleaseHistory(kube, name, name, Clock.systemUTC())
                .load(1)
                .info()
                .description();
        assertThat(List.of(
                        events.toString(),
                        trace.toString(),
                        Advice.describe(error),
                        error.report().toJson(),
                        record))
                .allSatisfy(text -> assertThat(text).doesNotContain(CANARY).doesNotContain(ENCODED));
        assertThat(record).contains("Release failed: ");
    }

    @Test
    void noLogOfAPodShowsIt() {
        ReleaseFailedException error = failed("""
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                data: {password: {{ .Values.password | b64enc }}}
                ---
                apiVersion: batch/v1
                kind: Job
                metadata: {name: talks}
                spec:
                  backoffLimit: 0
                  template:
                    spec:
                      restartPolicy: Never
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: main
                        image: %s
                        command: [sh, -c, "echo it is $P or $(echo -n $P | base64); exec tail -f /dev/null"]
                        env: [{name: P, valueFrom: {secretKeyRef: {name: s, key: password}}}]
                """.formatted(Lab.baseImage()));

        assertNothingShowsIt(error);
        assertThat(events)
                .anySatisfy(event -> assertThat(event)
                        .isInstanceOfSatisfying(
                                Event.PodLog.class,
                                log -> assertThat(log.line()).isEqualTo("it is *** or ***")));
    }

    /** An image's name stands in statuses and events. */
    @Test
    void noEventOfTheClusterShowsIt() {
        ReleaseFailedException error = failed("""
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app, annotations: {werf.io/show-service-messages: "true"}}
                spec:
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}}
                    spec:
                      containers: [{name: main, image: "%s/{{ .Values.password }}:1"}]
                """.formatted(Lab.registry()));

        assertNothingShowsIt(error);
        assertThat(Advice.describe(error)).contains(Lab.registry() + "/***:1");
    }
}
