package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Tree;
import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.error.SeveralProblemsException;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.plan.ObjectRefusedException;
import io.werf.core.plan.ResourceException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Objects that the API server will not take: nothing old may go, or change, before that is known. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
class RefusedObjectsLabTest {

    private static final String OLD = LabRelease.map("old", "");

    private final LabRelease release = new LabRelease();

    @AfterEach
    void remove() {
        release.close();
    }

    private static String service(String name, String spec) {
        return "apiVersion: v1\nkind: Service\nmetadata: {name: " + name + "}\nspec: {" + spec + "}\n";
    }

    @Test
    void nothingIsDeletedWhenTheNewObjectWillBeRefused() {
        release.converge(OLD);
        release.counting.reset();

        assertThatThrownBy(() -> release.converge(
                        "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec:\n  ports:\n  - port: 99999\n"))
                .isInstanceOf(ObjectRefusedException.class)
                .hasMessageStartingWith(".helm/templates/0.yaml:1: the API server refuses Service/web")
                .hasMessageContaining("99999");

        assertThat(release.counting.writes()).isEmpty();
        assertThat(release.live("", "ConfigMap", "old")).isPresent();
    }

    @Test
    void ofTheFirstInstallNothingIsWrittenEither() {
        assertThatThrownBy(() -> release.converge(OLD, service("web", "ports: [{port: 99999}]")))
                .isInstanceOf(ObjectRefusedException.class)
                .hasMessageContaining("refuses Service/web (422): Service \"web\" is invalid: ");

        assertThat(release.counting.writes()).isEmpty();
    }

    /** Whose namespace is missing is tried under another name: that must be one which the server takes. */
    @Test
    void longNamesAreNoRefusal() {
        String schedule = """
                apiVersion: batch/v1beta1
                kind: CronJob
                metadata: {name: %s}
                spec:
                  schedule: "0 0 * * *"
                  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a}]}}}}
                """.formatted("c".repeat(52));

        assertThat(release.deployer
                        .plan(release.request(
                                schedule,
                                LabRelease.map("a".repeat(45) + ".bcd", ""),
                                LabRelease.map("a".repeat(200), "")))
                        .changes())
                .hasSize(3);
    }

    @Test
    void allThatIsRefusedIsToldAtOnce() {
        release.converge(OLD);

        assertThatThrownBy(() -> release.deployer.plan(release.request(
                        OLD,
                        service("a", "ports: [{port: 99999}]"),
                        service("b", "prots: [{port: 80}]"),
                        service("c", "ports: [{port: 80}]"))))
                .isInstanceOfSatisfying(
                        SeveralProblemsException.class,
                        e -> assertThat(e.problems()).hasSize(2).hasOnlyElementsOfType(ObjectRefusedException.class))
                .hasMessageContaining("Service/a")
                .hasMessageContaining(".prots: field not declared in schema");
    }

    @Test
    void allUnknownKindsAreToldAtOnce() {
        String object = "kind: Nothing\nmetadata: {name: a}\n";

        assertThatThrownBy(() -> release.deployer.plan(
                        release.request("apiVersion: example.com/v1\n" + object, "apiVersion: apps/v1\n" + object)))
                .isInstanceOfSatisfying(
                        SeveralProblemsException.class,
                        e -> assertThat(e.problems()).hasOnlyElementsOfType(ResourceException.class));
    }

    @Test
    void anOldHookStaysWhenTheNewOneWillBeRefused() {
        release.converge(LabRelease.job("migrate", "true", "helm.sh/hook: 'pre-install,pre-upgrade'"));
        String uid = release.live("batch", "Job", "migrate").orElseThrow().uid();

        assertThatThrownBy(() ->
                        release.converge(LabRelease.job("migrate", "true", "helm.sh/hook: 'pre-install,pre-upgrade'")
                                .replace("restartPolicy: Never", "restartPolicy: Always")))
                .isInstanceOf(ObjectRefusedException.class)
                .hasMessageContaining("restartPolicy");

        assertThat(release.live("batch", "Job", "migrate").map(KubeObject::uid)).contains(uid);
    }

    /** Trials say more than is true where the deploy itself makes room: what the plan deletes has the port until then. */
    @Test
    void aPortThatIsTakenByWhatGoesIsNoRefusal() {
        release.converge(service("one", "type: NodePort, ports: [{port: 80}]"));
        Object free = Tree.get(
                Tree.list(release.live("", "Service", "one").orElseThrow().body(), "spec", "ports")
                        .get(0),
                "nodePort");
        String port = "type: NodePort, ports: [{port: 80, nodePort: " + free + "}]";

        assertThat(release.converge(service("two", port)).status()).isEqualTo(Status.DEPLOYED);
    }

    @Test
    void whatComesWithItsNamespaceIsNoRefusal() {
        String other = Lab.uniqueName("refused");
        String namespace = "apiVersion: v1\nkind: Namespace\nmetadata: {name: " + other + "}\n";
        try {
            assertThat(release.converge(
                                    namespace,
                                    LabRelease.map("a", "")
                                            .replace("name: a\n", "name: a\n  namespace: " + other + "\n"))
                            .status())
                    .isEqualTo(Status.DEPLOYED);
        } finally {
            release.real.delete(new ResourceId("", "v1", "Namespace", "", other), "Background");
        }
    }

    private static String definition(String group, String field) {
        return """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: things.%s}
                spec:
                  group: %s
                  scope: Namespaced
                  names: {plural: things, singular: thing, kind: Thing}
                  versions:
                  - name: v1
                    served: true
                    storage: true
                    schema:
                      openAPIV3Schema:
                        type: object
                        properties: {spec: {type: object, properties: {%s: {type: integer}}}}
                """.formatted(group, group, field);
    }

    private static String thing(String group, String name, String field) {
        return "apiVersion: " + group + "/v1\nkind: Thing\nmetadata: {name: " + name + "}\nspec: {" + field + ": 1}\n";
    }

    /** One that has not taken note of new fields when it is asked first. */
    private static final class SlowServer implements Consumer<String> {

        private final AtomicBoolean asked = new AtomicBoolean();

        @Override
        public void accept(String call) {
            if (call.startsWith("apply ") && call.contains("kind=Thing") && asked.compareAndSet(false, true)) {
                String message = "failed to create typed patch object: .spec.fresh: field not declared in schema";
                throw new KubeApiException("patch", "Thing", 500, "", message, List.of());
            }
        }
    }

    @Test
    void objectsMayUseWhatTheirDefinitionGetsInTheSameDeploy() {
        String group = Lab.uniqueName("refused") + ".example.com";
        try {
            release.converge(definition(group, "old"), thing(group, "a", "old"));
            release.counting.before(new SlowServer());

            DeployReport report = release.converge(
                    definition(group, "fresh"), thing(group, "a", "fresh"), thing(group, "b", "fresh"));

            assertThat(report.status()).isEqualTo(Status.DEPLOYED);
            for (String name : new String[] {"a", "b"}) {
                assertThat(release.live(group, "Thing", name).orElseThrow().body())
                        .containsEntry("spec", Map.of("fresh", 1L));
            }
        } finally {
            release.real.delete(
                    new ResourceId("apiextensions.k8s.io", "v1", "CustomResourceDefinition", "", "things." + group),
                    "Background");
        }
    }
}
