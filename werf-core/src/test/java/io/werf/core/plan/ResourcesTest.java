package io.werf.core.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.chart.Manifest;
import io.werf.core.data.Tree;
import io.werf.core.error.SeveralProblemsException;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.plan.Policy.DeletePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResourcesTest {

    private static final String CONFIG_MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

    private static List<Resource> read(String... texts) {
        return Resources.read(Documents.manifest(texts), "shop", EventSink.none());
    }

    @Test
    void readsObjectsWithTheirPlaces() {
        List<Resource> resources = read("# head\n" + CONFIG_MAP + "---\n" + CONFIG_MAP.replace("name: a", "name: b"));

        assertThat(resources)
                .extracting(r -> r.id() + " " + r.location())
                .containsExactly("ConfigMap/a .helm/templates/0.yaml:2", "ConfigMap/b .helm/templates/0.yaml:7");
    }

    @Test
    void takesListsApart() {
        List<Resource> resources = read("""
                apiVersion: v1
                kind: List
                items:
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
                - {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
                """);

        assertThat(resources).extracting(r -> r.id().name()).containsExactly("a", "b");
    }

    @Test
    void movesStringDataOfSecretsIntoData() {
        Resource secret = read("""
                apiVersion: v1
                kind: Secret
                metadata: {name: s}
                data: {a: b2xk, b: Yg==}
                stringData: {a: new}
                """).get(0);

        assertThat(secret.body())
                .doesNotContainKey("stringData")
                .containsEntry("data", Map.of("a", "bmV3", "b", "Yg=="));
    }

    /** Documents are kept without the line break at their end, which a block there has in the manifest. */
    @Test
    void aBlockAtTheEndOfADocumentHasItsLastLineBreak() {
        assertThat(read(CONFIG_MAP + "data:\n  a: |\n    x\n    y").get(0).body())
                .containsEntry("data", Map.of("a", "x\ny\n"));
    }

    @Test
    void dropsAnnotationsThatAreNoStringsWithWarningsAndKeepsTheOthers() {
        List<Event> events = new ArrayList<>();
        Manifest manifest = Documents.manifest(CONFIG_MAP + "  annotations: {count: 1, flag: true, s: '1'}\n");

        Resource resource = Resources.read(manifest, "shop", events::add).get(0);

        assertThat(Tree.map(resource.body(), "metadata", "annotations")).isEqualTo(Map.of("s", "1"));
        assertThat(events).hasSize(2).allMatch(event -> event instanceof Event.Warning);
        assertThat(events.get(0).toString()).contains(".helm/templates/0.yaml", "metadata.annotations.count");
    }

    @Test
    void takesKeysWithNullForAbsent() {
        Resource resource = read(CONFIG_MAP + "data: {a: null, b: x}\n").get(0);

        assertThat(resource.body()).containsEntry("data", Map.of("b", "x"));
    }

    @Test
    void namesBothPlacesOfADuplicateEvenAcrossApiVersions() {
        String ingress = "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: a}\n";

        assertThatThrownBy(() -> read(
                        ingress, ingress.replace("/v1", "/v1beta1").replace("name: a", "name: a, namespace: shop")))
                .isInstanceOf(ResourceException.class)
                .hasMessage(".helm/templates/1.yaml:1: Ingress/a is defined twice, first at .helm/templates/0.yaml:1");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            hello                                                                   | a Kubernetes object is a map
            kind: A                                                                 | it has no apiVersion
            {apiVersion: v1, metadata: {name: a}}                                   | it has no kind
            {apiVersion: v1, kind: 7, metadata: {name: a}}                          | kind must be a string
            {apiVersion: v1, kind: Pod}                                             | Pod has no metadata
            {apiVersion: v1, kind: Pod, metadata: {}}                               | Pod has no metadata.name
            {apiVersion: v1, kind: Pod, metadata: {name: 1}}                        | name must be a string
            {apiVersion: v1, kind: Pod, metadata: {generateName: a-}}               | needs a fixed metadata.name
            {apiVersion: v1, kind: Pod, metadata: {name: Ab}}                       | no valid name of a Pod
            {apiVersion: v1, kind: Service, metadata: {name: a.b}}                  | no valid name of Service
            {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: A}}          | no valid name of the namespace
            {apiVersion: a/b/c, kind: Pod, metadata: {name: a}}                     | is no apiVersion
            {apiVersion: v1, kind: Namespace, metadata: {name: shop}}               | the namespace of the release itself
            {apiVersion: v1, kind: Pod, metadata: {name: a, annotations: {werf.io/weight: "x"}}} | must be a whole number
            {apiVersion: v1, kind: Pod, metadata: {name: a, annotations: {helm.sh/hook: "pre-lunch"}}} | must be a list of
            {apiVersion: v1, kind: Pod, metadata: {name: a, annotations: {werf.io/track-termination-mode: "x"}}} | one of
            """)
    void refusesWhatIsNoObject(String text, String problem) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(ResourceException.class)
                .hasMessageStartingWith(".helm/templates/0.yaml:1")
                .hasMessageContaining(problem);
    }

    @Test
    void allMistakesAreToldAtOnceEachWithItsPlace() {
        String wrong = """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  name: Wrong
                  annotations:
                    werf.io/weight: many
                    werf.io/sensitive: perhaps
                    werf.io/deploy-dependency-a: nothing
                    werf.io/delete-policy: never
                """;
        List<String> checked = new ArrayList<>();

        assertThatThrownBy(() -> Resources.read(
                        Documents.manifest("hello", wrong, "kind: [", CONFIG_MAP),
                        "shop",
                        EventSink.none(),
                        resource -> checked.add(resource.id().name())))
                .isInstanceOfSatisfying(
                        SeveralProblemsException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem ->
                                        String.valueOf(problem.getMessage()).replaceFirst("(annotation \\S+).*", "$1"))
                                .satisfiesExactly(
                                        text -> assertThat(text).startsWith(".helm/templates/0.yaml:1"),
                                        text -> assertThat(text).startsWith(".helm/templates/1.yaml:4:9: \"Wrong\""),
                                        text -> assertThat(text)
                                                .startsWith(".helm/templates/1.yaml:7:")
                                                .endsWith("annotation werf.io/sensitive"),
                                        text -> assertThat(text)
                                                .startsWith(".helm/templates/1.yaml:6:")
                                                .endsWith("annotation werf.io/weight"),
                                        text -> assertThat(text)
                                                .startsWith(".helm/templates/1.yaml:9:")
                                                .endsWith("annotation werf.io/delete-policy"),
                                        text -> assertThat(text)
                                                .startsWith(".helm/templates/1.yaml:8:")
                                                .endsWith("annotation werf.io/deploy-dependency-a"),
                                        text -> assertThat(text).contains("cannot be read")));
        assertThat(checked).containsExactly("Wrong", "a");
    }

    @Test
    void anAnnotationThatOnlyLooksKnownIsWarnedAbout() {
        List<Event> events = new ArrayList<>();
        Manifest manifest = Documents.manifest(CONFIG_MAP
                + "  annotations: {werf.io/wait: '1', werf.io/weigth: '1', werf.io/ready-when: status.a=b,"
                + " werf.io/log-regex-for-app: x, project.werf.io/name: x, helm.sh/hook-weigth: '1'}\n");

        Resources.read(manifest, "shop", events::add);

        assertThat(events)
                .extracting(Event::toString)
                .satisfiesExactly(
                        text -> assertThat(text).contains("0.yaml: ConfigMap/a: unknown annotation werf.io/wait"),
                        text -> assertThat(text).contains("werf.io/weigth; did you mean werf.io/weight?"),
                        text -> assertThat(text).contains("helm.sh/hook-weigth; did you mean helm.sh/hook-weight?"));
    }

    @Test
    void showsTheRenderedLinesOfBrokenYaml() {
        assertThatThrownBy(() -> read("apiVersion: v1\nkind: [\n"))
                .isInstanceOfSatisfying(ResourceException.class, e -> {
                    assertThat(e).hasMessageContaining("the document rendered from .helm/templates/0.yaml:1");
                    assertThat(e.excerpt().orElseThrow().lines()).contains("kind: [");
                });
    }

    @Test
    void readsPolicies() {
        Policy hook = read(CONFIG_MAP
                        + "  annotations: {helm.sh/hook: 'pre-install, post-upgrade', helm.sh/hook-weight: '-3',"
                        + " helm.sh/hook-delete-policy: hook-succeeded, helm.sh/resource-policy: keep}\n")
                .get(0)
                .policy();

        assertThat(hook.hookEvents()).containsExactlyInAnyOrder("pre-install", "post-upgrade");
        assertThat(hook.weight()).isEqualTo(-3);
        assertThat(hook.deletePolicies()).containsExactly(DeletePolicy.SUCCEEDED);
        assertThat(hook.kept()).isTrue();
        assertThat(hook.owned()).isFalse();
    }

    @Test
    void givesHooksTheirStages() {
        Resource hook = read(CONFIG_MAP + "  annotations: {helm.sh/hook: 'pre-install,post-upgrade'}\n")
                .get(0);

        assertThat(hook.stages(DeployKind.INSTALL)).containsExactly(Stage.PRE);
        assertThat(hook.stages(DeployKind.UPGRADE)).containsExactly(Stage.POST);
        assertThat(hook.stages(DeployKind.ROLLBACK)).isEmpty();
    }

    @Test
    void readsBackWhatReleaseRecordsKeep() {
        List<Resource> resources =
                read(CONFIG_MAP, CONFIG_MAP.replace("name: a", "name: h\n  annotations: {helm.sh/hook: test}"));

        List<Resource> stored = Resources.readStored(Resources.storedManifest(resources));

        assertThat(stored)
                .extracting(r -> r.id() + " " + r.document().source())
                .containsExactly("ConfigMap/a shop/templates/0.yaml");
    }

    @Test
    void doesNotLoseTextBehindASeparator() {
        String stored =
                "# Source: c/a.yaml\n" + CONFIG_MAP + "--- {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}\n";

        assertThat(Resources.readStored(stored)).extracting(r -> r.id().name()).containsExactly("a", "b");
    }
}
