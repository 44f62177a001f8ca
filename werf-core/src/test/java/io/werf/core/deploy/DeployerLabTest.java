package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.error.Location;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.plan.Change;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.ImmutableFieldException;
import io.werf.core.plan.OwnershipException;
import io.werf.core.plan.PlanText;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseStatus;
import io.werf.core.release.ReleaseVersion;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Whole deploys on a real cluster. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
class DeployerLabTest {

    private static KubeClient real;

    private final CountingClient counting = new CountingClient(real);
    private final KubeClient kube = counting.client();
    private final String namespace = Lab.uniqueName("deployer");
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Deployer deployer =
            new Deployer(kube, events::add, Clock.systemUTC(), Lab.TRACKING, "test", text -> text);

    @BeforeAll
    static void connect() {
        real = KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()));
    }

    @AfterAll
    static void disconnect() {
        real.close();
    }

    @AfterEach
    void removeNamespace() {
        real.delete(new ResourceId("", "v1", "Namespace", "", namespace), "Background");
    }

    private static Manifest manifest(String... texts) {
        List<ManifestDocument> documents = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            documents.add(new ManifestDocument(
                    "shop/templates/" + i + ".yaml",
                    new Location(".helm/templates/" + i + ".yaml", 1, 0),
                    0,
                    texts[i]));
        }
        return new Manifest(
                "shop",
                Map.of("metadata", Map.of("name", "shop", "version", "1.0.0", "apiVersion", "v2")),
                Map.of(),
                documents,
                "");
    }

    private DeployRequest request(String... texts) {
        return new DeployRequest(
                "shop",
                namespace,
                (upgrade, revision) -> manifest(texts),
                Map.of("werf.io/version", "1.0.0", "project.werf.io/name", "shop"),
                true,
                LabRelease.TIMEOUT,
                5,
                true);
    }

    private static String configMap(String name, String value) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: %s
                data:
                  key: %s
                """.formatted(name, value);
    }

    private static String deployment(String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: app
                  annotations:
                    werf.io/failures-allowed-per-replica: "0"
                spec:
                  replicas: 1
                  selector:
                    matchLabels: {app: app}
                  template:
                    metadata:
                      labels: {app: app}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: app
                        image: %s
                        command: [sleep, "1000"]
                        ports:
                        - containerPort: 80
                        resources:
                          requests: {cpu: 0.001, memory: 1Mi}
                """.formatted(image);
    }

    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata:
              name: app
            spec:
              selector: {app: app}
              ports:
              - port: 80
            """;

    private Optional<KubeObject> live(String group, String kind, String name) {
        return real.get(new ResourceId(group, "v1", kind, namespace, name));
    }

    private List<String> history() {
        return new ReleaseHistory(real, namespace, "shop", Clock.systemUTC())
                .revisions().stream()
                        .map(version ->
                                version.revision() + " " + version.status().text())
                        .toList();
    }

    @Test
    void annotationsOfWerfAloneDeployNothingOthersDo() {
        assertThat(annotated("ci.werf.io/commit", "1").status()).isEqualTo(Status.DEPLOYED);
        assertThat(annotated("ci.werf.io/commit", "2").status()).isEqualTo(Status.SKIPPED);
        assertThat(annotated("example.com/team", "a").status()).isEqualTo(Status.DEPLOYED);
        assertThat(annotated("example.com/team", "a").status()).isEqualTo(Status.SKIPPED);
        assertThat(annotated("example.com/team", "b").status()).isEqualTo(Status.DEPLOYED);

        assertThat(live("", "ConfigMap", "a").orElseThrow().annotations()).containsEntry("example.com/team", "b");
    }

    private DeployReport annotated(String key, String value) {
        return deployer.converge(new DeployRequest(
                "shop",
                namespace,
                (upgrade, revision) -> manifest(configMap("a", "one")),
                Map.of(key, value),
                false,
                LabRelease.TIMEOUT,
                5,
                true));
    }

    @Test
    void theFirstDeployThatFailsSaysThatThereIsNothingToRollBackTo() {
        DeployRequest request = new DeployRequest(
                "shop",
                namespace,
                (upgrade, revision) -> manifest(LabRelease.job("fails", "exit 3", "")),
                Map.of(),
                true,
                LabRelease.TIMEOUT,
                5,
                true);

        assertThatThrownBy(() -> deployer.converge(request))
                .isInstanceOfSatisfying(
                        ReleaseFailedException.class,
                        e -> assertThat(e.rolledBackTo()).isEmpty());

        assertThat(events)
                .contains(
                        new Event.Warning(
                                "nothing is rolled back: no revision of release shop was ever deployed; what was applied stays"));
    }

    @Test
    void installsThenFindsNothingToDoThenUpdatesAndRemoves() {
        String image = Lab.baseImage();
        String[] first = {configMap("a", "one"), configMap("b", "one"), SERVICE, deployment(image)};

        DeployReport installed = deployer.converge(request(first));

        assertThat(installed.status()).isEqualTo(Status.DEPLOYED);
        assertThat(installed.completedOperations())
                .contains("create: Deployment/app", "track readiness: Deployment/app");
        assertThat(history()).containsExactly("1 deployed");
        assertThat(live("coordination.k8s.io", "Lease", "werf-release-shop")).isEmpty();
        KubeObject made = live("apps", "Deployment", "app").orElseThrow();
        assertThat(made.annotations())
                .containsEntry("meta.helm.sh/release-name", "shop")
                .containsEntry("werf.io/version", "1.0.0");

        counting.reset();
        DeployReport again = deployer.converge(request(first));

        assertThat(again.status()).isEqualTo(Status.SKIPPED);
        assertThat(again.revision()).isEqualTo(1);
        assertThat(counting.writes()).isEmpty();
        assertThat(counting.requests())
                .noneMatch(call -> call.startsWith("apply"))
                .hasSizeLessThanOrEqualTo(6);
        assertThat(live("apps", "Deployment", "app").orElseThrow().generation()).isEqualTo(made.generation());

        DeployPlan plan = deployer.plan(request(configMap("a", "two"), SERVICE, deployment(image)));
        assertThat(PlanText.of(plan))
                .contains(
                        "~ ConfigMap/a  data.key    .helm/templates/0.yaml:1",
                        "-   key: one",
                        "+   key: two",
                        "- ConfigMap/b",
                        "create 0 · update 1 · recreate 0 · delete 1 · unchanged 2");

        DeployReport updated = deployer.converge(request(configMap("a", "two"), SERVICE, deployment(image)));

        assertThat(updated.completedOperations())
                .contains("update: ConfigMap/a", "delete: ConfigMap/b")
                .noneMatch(operation -> operation.contains("Deployment"));
        assertThat(live("", "ConfigMap", "b")).isEmpty();
        assertThat(history()).containsExactly("1 superseded", "2 deployed");

        deployer.dismiss("shop", namespace, false, LabRelease.TIMEOUT);

        assertThat(history()).isEmpty();
        assertThat(live("", "ConfigMap", "a")).isEmpty();
        assertThat(live("apps", "Deployment", "app")).isEmpty();
        assertThat(live("coordination.k8s.io", "Lease", "werf-release-shop")).isEmpty();
        assertThat(deployer.dismiss("shop", namespace, false, LabRelease.TIMEOUT)
                        .status())
                .isEqualTo(Status.SKIPPED);
    }

    @Test
    void rollsBackARolloutThatFailsAndSaysWhy() {
        deployer.converge(request(configMap("a", "one"), deployment(Lab.baseImage())));

        assertThatThrownBy(() -> deployer.converge(request(
                        configMap("a", "two"), configMap("new", "x"), deployment(Lab.registry() + "/no/such:image"))))
                .isInstanceOfSatisfying(ReleaseFailedException.class, e -> {
                    assertThat(e.rolledBackTo()).contains(1);
                    assertThat(e.report().status()).isEqualTo(Status.FAILED);
                    assertThat(e.report().failedOperations()).containsExactly("track readiness: Deployment/app");
                })
                .hasMessageContaining("Deployment/app")
                .hasMessageContaining("Rolled back to revision 1");

        assertThat(history()).containsExactly("1 superseded", "2 failed", "3 deployed");
        assertThat(live("", "ConfigMap", "new")).isEmpty();
        assertThat(live("", "ConfigMap", "a").orElseThrow().body()).containsEntry("data", Map.of("key", "one"));
        assertThat(events).anyMatch(event -> event instanceof Event.RolledBack);
    }

    @Test
    void deploysACustomResourceTogetherWithItsDefinition() {
        String group = Lab.uniqueName("g") + ".example.com";
        String crd = """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata:
                  name: toys.%1$s
                spec:
                  group: %1$s
                  scope: Namespaced
                  names: {kind: Toy, plural: toys}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
                """.formatted(group);
        String toy = "apiVersion: %s/v1\nkind: Toy\nmetadata: {name: bear}\nspec: {soft: true}\n".formatted(group);

        DeployReport report = deployer.converge(request(toy, crd));

        assertThat(report.status()).isEqualTo(Status.DEPLOYED);
        assertThat(live(group, "Toy", "bear")).isPresent();
        assertThat(deployer.converge(request(toy, crd)).status()).isEqualTo(Status.SKIPPED);
        deployer.dismiss("shop", namespace, false, LabRelease.TIMEOUT);
        assertThat(real.get(
                        new ResourceId("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "", "toys." + group)))
                .isEmpty();
    }

    @Test
    void refusesObjectsOfOthersBeforeAnythingIsWritten() {
        TargetNamespace.ensure(real, namespace, LabRelease.TIMEOUT, event -> {}, Clock.systemUTC());
        for (String name : List.of("a", "b")) {
            real.create(new KubeObject(Map.of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "ConfigMap",
                    "metadata",
                    Map.of("name", name, "namespace", namespace))));
        }

        assertThatThrownBy(
                        () -> deployer.converge(request(configMap("a", "x"), configMap("b", "x"), configMap("c", "x"))))
                .isInstanceOfSatisfying(
                        OwnershipException.class, e -> assertThat(e.conflicts()).hasSize(2))
                .hasMessageContaining("ConfigMap/a: it belongs to no release");

        assertThat(counting.writes()).isEmpty();
    }

    @Test
    void recreatesAJobWhoseTemplateChangesAndRefusesThatForOthers() {
        String job = """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: job}
                spec:
                  template:
                    spec:
                      restartPolicy: Never
                      containers:
                      - name: job
                        image: %s
                        command: [sh, -c, "echo %s"]
                """;
        deployer.converge(request(job.formatted(Lab.baseImage(), "one"), SERVICE));
        assertThat(deployer.converge(request(job.formatted(Lab.baseImage(), "one"), SERVICE))
                        .status())
                .isEqualTo(Status.SKIPPED);

        DeployPlan plan = deployer.plan(request(job.formatted(Lab.baseImage(), "two"), SERVICE));
        assertThat(plan.count(Change.Action.RECREATE)).isEqualTo(1);
        DeployReport report = deployer.converge(request(job.formatted(Lab.baseImage(), "two"), SERVICE));
        assertThat(report.completedOperations()).contains("recreate: Job/job");

        String moved = SERVICE.replace("spec:\n", "spec:\n  clusterIP: 10.96.77.77\n");
        assertThatThrownBy(() -> deployer.plan(request(job.formatted(Lab.baseImage(), "two"), moved)))
                .isInstanceOf(ImmutableFieldException.class)
                .hasMessageContaining(".helm/templates/1.yaml:1")
                .hasMessageContaining("clusterIP");
    }

    @Test
    void runsHooksAroundTheApplication() {
        String hook = configMap("hook", "x")
                .replace(
                        "  name: hook\n",
                        "  name: hook\n  annotations: {helm.sh/hook: 'pre-install,post-upgrade',"
                                + " helm.sh/hook-delete-policy: 'before-hook-creation,hook-succeeded'}\n");

        DeployReport report = deployer.converge(request(hook, configMap("a", "x")));

        assertThat(report.completedOperations()).contains("create: ConfigMap/hook", "delete: ConfigMap/hook");
        assertThat(live("", "ConfigMap", "hook")).isEmpty();
        List<String> changed = events.stream()
                .filter(event -> event instanceof Event.ResourceChanged)
                .map(event ->
                        ((Event.ResourceChanged) event).action() + " " + ((Event.ResourceChanged) event).resource())
                .toList();
        assertThat(changed)
                .containsExactly(
                        "created Namespace/" + namespace,
                        "created ConfigMap/hook",
                        "deleted ConfigMap/hook",
                        "created ConfigMap/a");
    }

    @Test
    void goesOnAfterARunThatDied() {
        deployer.converge(request(configMap("a", "one")));
        ReleaseHistory history = new ReleaseHistory(real, namespace, "shop", Clock.systemUTC());
        history.replace(history.load(1).withStatus(ReleaseStatus.PENDING_INSTALL, "killed"));

        deployer.converge(request(configMap("a", "one")));

        assertThat(history.revisions())
                .containsExactly(
                        new ReleaseVersion(1, ReleaseStatus.FAILED), new ReleaseVersion(2, ReleaseStatus.DEPLOYED));
    }

    @Test
    void anInterruptEndsTheRunAtOnceAndTheRevisionIsFailed() throws InterruptedException {
        List<Throwable> thrown = new CopyOnWriteArrayList<>();
        String never = deployment(Lab.baseImage())
                .replace("replicas: 1", "replicas: 1\n  minReadySeconds: 3000")
                .replace(
                        "replicas: 1\n  minReadySeconds",
                        "replicas: 1\n  progressDeadlineSeconds: 3600\n  minReadySeconds");
        Thread[] run = new Thread[1];
        Deployer interrupted = new Deployer(
                kube,
                event -> {
                    if (event instanceof Event.ResourceChanged change
                            && change.resource().equals("Deployment/app")) {
                        run[0].interrupt();
                    }
                },
                Clock.systemUTC(),
                Lab.TRACKING,
                "test",
                text -> text);
        run[0] = new Thread(() -> {
            try {
                interrupted.converge(request(never));
            } catch (RuntimeException e) {
                thrown.add(e);
                thrown.add(new IllegalStateException(
                        "interrupted: " + Thread.currentThread().isInterrupted()));
            }
        });

        run[0].start();
        run[0].join(LabRelease.TIMEOUT.toMillis());

        assertThat(thrown).hasSize(2);
        assertThat(thrown.get(0))
                .isInstanceOf(ReleaseFailedException.class)
                .hasCauseInstanceOf(DeployInterruptedException.class);
        assertThat(thrown.get(1)).hasMessage("interrupted: true");
        assertThat(history()).containsExactly("1 failed");
        assertThat(live("coordination.k8s.io", "Lease", "werf-release-shop")).isEmpty();
    }
}
