package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.event.EventSink;
import io.werf.core.kube.ResourceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageOrderTest {

    private static List<Target> targets(String... texts) {
        List<Target> targets = new ArrayList<>();
        for (Resource resource : Resources.read(Documents.manifest(texts), "ns", EventSink.none())) {
            ResourceId id = resource.id();
            targets.add(new Target(
                    resource, new ResourceId(id.group(), id.version(), id.kind(), "ns", id.name()), Optional.empty()));
        }
        return targets;
    }

    private static String map(String name, String annotations) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n  annotations: {" + annotations
                + "}\n";
    }

    private static List<String> order(String... texts) {
        List<Target> targets = targets(texts);
        return StageOrder.of(targets, true, "ns").places().stream()
                .filter(place -> place < targets.size())
                .map(place -> targets.get(place).id().name())
                .toList();
    }

    @Test
    void weightsAscendAndDependenciesGoFirst() {
        assertThat(order(
                        map("late", "werf.io/weight: '5'"),
                        map("early", "werf.io/weight: '-5'"),
                        map("free", "werf.io/deploy-dependency-x: 'state=ready,name=late,namespace=ns'")))
                .containsExactly("early", "late", "free");
    }

    @Test
    void aCycleIsDrawn() {
        assertThatThrownBy(() -> order(
                        map("a", "werf.io/deploy-dependency-x: 'state=ready,name=b'"),
                        map("b", "werf.io/deploy-dependency-x: 'state=present,kind=ConfigMap,name=c'"),
                        map("c", "x.dependency.werf.io: 'v1:ConfigMap:a'")))
                .isInstanceOfSatisfying(
                        DependencyCycleException.class,
                        e -> assertThat(e.cycle())
                                .containsExactlyInAnyOrder("ConfigMap/a", "ConfigMap/b", "ConfigMap/c"))
                .hasMessageContaining("ConfigMap/a  (.helm/templates/0.yaml:1)");
    }

    @Test
    void whatTheAuthorSaysBeatsWhatPodsName() {
        String job = """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate}
                spec:
                  template:
                    spec:
                      containers: [{name: c, image: i, envFrom: [{configMapRef: {name: settings}}]}]
                """;
        assertThat(order(job, map("settings", ""))).containsExactly("settings", "migrate");
        assertThat(order(job, map("settings", "werf.io/deploy-dependency-x: 'state=ready,kind=Job'")))
                .containsExactly("migrate", "settings");
    }

    @Test
    void podsComeAfterTheRightsOfTheirAccount() {
        String pod = "apiVersion: v1\nkind: Pod\nmetadata: {name: p}\nspec: {serviceAccountName: robot}\n";
        String account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: robot}\n";
        String role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader}\nrules: []\n";
        String binding = "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b}\n"
                + "roleRef: {kind: Role, name: reader, apiGroup: rbac.authorization.k8s.io}\n"
                + "subjects: [{kind: ServiceAccount, name: robot}]\n";

        assertThat(order(pod, binding, role, account))
                .containsSubsequence("robot", "b", "p")
                .containsSubsequence("reader", "b");
    }

    @Test
    void aDependencyOnNothingOfTheChartIsAnError() {
        assertThatThrownBy(() -> targets(map("a", "werf.io/deploy-dependency-x: 'state=ready,name=typo'")))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining(
                        "werf.io/deploy-dependency-x is \"state=ready,name=typo\", which is no other object");
    }

    @Test
    void malformedAnnotationsAreErrors() {
        for (String bad : List.of(
                "werf.io/deploy-dependency-x: 'name=b'",
                "werf.io/deploy-dependency-x: 'state=ready'",
                "werf.io/deploy-dependency-x: 'state=absent,name=b'",
                "werf.io/deploy-dependency-x: 'state=ready,name=\"b'",
                "werf.io/deploy-dependency-x: 'state=ready,name=b,,'",
                "werf.io/delete-dependency-x: 'state=ready,name=b'",
                "x.external-dependency.werf.io: 'v1:Secret'",
                "x.external-dependency.werf.io/resource: 'all/x'",
                "x.external-dependency.werf.io/namespace: 'ns'",
                "werf.io/deploy-on: 'sometimes'",
                "werf.io/deploy-on: ''",
                "werf.io/replicas-on-creation: '-1'",
                "werf.io/resource-policy: 'skip'")) {
            assertThatThrownBy(() -> targets(map("a", bad), map("b", "")))
                    .as(bad)
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining("annotation " + bad.substring(0, bad.indexOf(": ")));
        }
    }

    @Test
    void aQuotedValueIsTheSame() {
        assertThat(order(map("b", "werf.io/deploy-dependency-x: 'state=\"ready\", name=\"a\"'"), map("a", "")))
                .containsExactly("a", "b");
    }
}
