package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Tree;
import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.plan.Change;
import io.werf.core.plan.ObjectRefusedException;
import io.werf.core.plan.OwnershipException;
import io.werf.core.plan.PlanStyle;
import io.werf.core.plan.PlanText;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Objects that other tools have made before, on a real cluster. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
class TakeoverLabTest {

    private final LabRelease release = new LabRelease();

    @BeforeEach
    void namespace() {
        TargetNamespace.ensure(release.real, release.namespace, LabRelease.TIMEOUT, event -> {}, Clock.systemUTC());
    }

    @AfterEach
    void remove() {
        release.close();
    }

    /** As a tool that says who it is; the client itself always says "helm". */
    private void made(String manager, Map<String, Object> data) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", "a");
        metadata.put("namespace", release.namespace);
        metadata.put(
                "annotations",
                Map.of("meta.helm.sh/release-name", "shop", "meta.helm.sh/release-namespace", release.namespace));
        KubeObject live = release.real.create(
                new KubeObject(Map.of("apiVersion", "v1", "kind", "ConfigMap", "metadata", metadata, "data", data)));
        manage(release.real, live, entry -> true, manager);
    }

    /** Makes another manager the owner of entries in {@code managedFields}. */
    static void manage(KubeClient kube, KubeObject live, Predicate<Object> which, String manager) {
        List<Object> entries = new ArrayList<>();
        for (Object entry : Tree.list(live.body(), "metadata", "managedFields")) {
            Map<String, Object> changed = new LinkedHashMap<>(Tree.map(entry));
            if (which.test(entry)) {
                changed.put("manager", manager);
            }
            entries.add(changed);
        }
        kube.mergePatch(live.id(), Map.of("metadata", Map.of("managedFields", entries)));
    }

    /** Gives the object to another release. */
    private void take(String owner) {
        release.real.mergePatch(
                release.live("", "ConfigMap", "a").orElseThrow().id(),
                Map.of("metadata", Map.of("annotations", Map.of("meta.helm.sh/release-name", owner))));
    }

    private static String map(String... keys) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {" + String.join(": x, ", keys) + ": x}\n";
    }

    private Object data() {
        return release.live("", "ConfigMap", "a").orElseThrow().body().get("data");
    }

    @Test
    void fieldsOfOlderToolsGoWhenTheChartHasThemNot() {
        for (String manager : List.of("helm", "helm-controller", "kubectl-client-side-apply", "werf", "kubectl-edit")) {
            made(manager, Map.of("kept", "x", "dropped", "x"));

            List<Change> planned =
                    release.deployer.plan(release.request(map("kept"))).changes();
            assertThat(planned).as(manager).hasSize(1);
            assertThat(PlanText.diff(planned.get(0))).as(manager).contains("-   dropped: x");
            release.converge(map("kept"));

            assertThat(data()).as(manager).isEqualTo(Map.of("kept", "x"));
            assertThat(release.converge(map("kept")).status()).as(manager).isEqualTo(Status.SKIPPED);
            release.deployer.dismiss("shop", release.namespace, false, LabRelease.TIMEOUT);
        }
    }

    @Test
    void aPortThatSomebodyEditedIsTakenBackAlthoughTheDryRunRefusesBoth() {
        String service =
                "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: a}, ports: [{port: 80}]}\n";
        release.converge(service);
        KubeObject live = release.live("", "Service", "s").orElseThrow();
        KubeObject edited = release.real.mergePatch(
                live.id(), Map.of("spec", Map.of("ports", List.of(Map.of("port", 81, "targetPort", 80)))));
        manage(release.real, edited, entry -> "Update".equals(Tree.get(entry, "operation")), "kubectl-edit");

        release.converge(service);

        assertThat(Tree.list(release.live("", "Service", "s").orElseThrow().body(), "spec", "ports"))
                .singleElement()
                .satisfies(port -> assertThat(Tree.get(port, "port")).isEqualTo(80L));
        assertThat(release.converge(service).status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void aRefusalSaysWhoHasWhatStandsBeside() {
        String service =
                "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec: {selector: {app: a}, ports: [{port: 80}]}\n";
        release.converge(service);
        KubeObject live = release.live("", "Service", "s").orElseThrow();
        KubeObject edited = release.real.mergePatch(
                live.id(), Map.of("spec", Map.of("ports", List.of(Map.of("port", 82, "targetPort", 80)))));
        manage(release.real, edited, entry -> "Update".equals(Tree.get(entry, "operation")), "kubectl-patch");

        assertThatThrownBy(() -> release.deployer.plan(release.request(service)))
                .isInstanceOfSatisfying(
                        ObjectRefusedException.class,
                        e -> assertThat(e.foreignFields())
                                .containsExactly("spec.ports[port=82, protocol=TCP] (kubectl-patch)"))
                .hasMessageContaining(
                        "the live object has there what others manage and an apply leaves alone: spec.ports");
    }

    @Test
    void fieldsOfUnknownToolsStay() {
        made("somebody", Map.of("kept", "x", "theirs", "x"));

        release.converge(map("kept"));

        assertThat(data()).isEqualTo(Map.of("kept", "x", "theirs", "x"));
        assertThat(release.converge(map("kept")).status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void anObjectOfNobodyIsRefusedByName() {
        release.real.create(new KubeObject(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "a", "namespace", release.namespace),
                "data",
                Map.of("k", "v"))));

        assertThatThrownBy(() -> release.converge(map("k")))
                .isInstanceOf(OwnershipException.class)
                .hasMessageContaining("ConfigMap/a: it belongs to no release, and was written by helm (defined at ");
    }

    @Test
    void anObjectOfAnotherReleaseIsTakenOverWhenThatIsWanted() {
        made("somebody", Map.of("k", "x"));
        take("blog");
        String owner = "it belongs to release blog in namespace " + release.namespace;
        assertThatThrownBy(() -> release.deployer.plan(release.request(map("k"))))
                .isInstanceOf(OwnershipException.class)
                .hasMessageContaining("ConfigMap/a: " + owner);
        DeployRequest request = release.request(map("k")).withForceAdoption();

        List<Change> planned = release.deployer.plan(request).changes();
        assertThat(planned).singleElement().satisfies(change -> {
            assertThat(change.action()).isEqualTo(Change.Action.UPDATE);
            assertThat(change.detail()).startsWith("adopted, " + owner + "; metadata.");
        });
        release.deployer.converge(request);

        assertThat(release.live("", "ConfigMap", "a").orElseThrow().annotations())
                .containsEntry("meta.helm.sh/release-name", "shop");
        assertThat(release.converge(map("k")).status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void aSavedPlanTakesOverWhatItSaysAndNoMore() {
        made("somebody", Map.of("k", "x"));
        take("blog");
        DeployRequest request = release.request(map("k")).withForceAdoption();
        SavedPlan plan = release.deployer.draft(request, PlanStyle.DEFAULT).saved();

        take("wiki");
        assertThatThrownBy(() -> release.deployer.apply(plan, request, LabRelease.TIMEOUT))
                .isInstanceOf(PlanOutdatedException.class)
                .hasMessageContaining("ConfigMap/a has changed since");
        take("blog");
        assertThat(release.deployer.apply(plan, request, LabRelease.TIMEOUT).status())
                .isEqualTo(Status.DEPLOYED);
    }

    private static String deployment(String annotations, String spec) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app, annotations: {%s}}
                spec:
                  %s
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - {name: app, image: %s, command: [sleep, "1000"]}
                """.formatted(annotations, spec, Lab.baseImage());
    }

    private long replicas() {
        return Tree.integer(
                        release.live("apps", "Deployment", "app").orElseThrow().body(), "spec", "replicas")
                .orElse(-1L);
    }

    private void scale(long replicas) {
        release.real.mergePatch(
                release.live("apps", "Deployment", "app").orElseThrow().id(),
                Map.of("spec", Map.of("replicas", replicas)));
    }

    @Test
    void replicasOnCreationAreLeftAloneAfterwards() {
        String annotation = "werf.io/replicas-on-creation: '2'";
        release.converge(deployment(annotation, "replicas: 1"));
        assertThat(replicas()).isEqualTo(2);
        scale(0);

        release.converge(deployment(annotation, "paused: false\n  replicas: 1"));
        assertThat(replicas()).isZero();
        assertThat(release.converge(deployment(annotation, "paused: false\n  replicas: 1"))
                        .status())
                .isEqualTo(Status.SKIPPED);
    }

    @Test
    void replicasThatAnAutoscalerSetsAreLeftAlone() {
        String autoscaler = """
                apiVersion: autoscaling/v1
                kind: HorizontalPodAutoscaler
                metadata: {name: app}
                spec:
                  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: app}
                  minReplicas: 1
                  maxReplicas: 5
                """;
        release.converge(deployment("", "replicas: 1"), autoscaler);
        scale(2);

        release.converge(deployment("", "replicas: 1\n  revisionHistoryLimit: 3"), autoscaler);

        assertThat(replicas()).isEqualTo(2);
    }

    @Test
    void aServiceAccountThatLeavesTheChartLeavesThePods() {
        String account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: robot}\n";
        String with = deployment("", "replicas: 0")
                .replace("terminationGrace", "serviceAccountName: robot\n      terminationGrace");
        release.converge(account, with);

        release.converge(account, deployment("", "replicas: 0"));

        assertThat(Tree.map(
                        release.live("apps", "Deployment", "app").orElseThrow().body(), "spec", "template", "spec"))
                .doesNotContainKeys("serviceAccount", "serviceAccountName");
        assertThat(release.converge(account, deployment("", "replicas: 0")).status())
                .isEqualTo(Status.SKIPPED);
    }

    @Test
    void whatWasSetOnceOnlyAtTheCreationIsNoChangeAfterwards() {
        String deployment = deployment("werf.io/replicas-on-creation: '0'", "paused: false");
        release.converge(deployment);

        assertThat(release.converge(deployment).status()).isEqualTo(Status.SKIPPED);
    }
}
