package io.werf.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Tree;
import io.werf.core.sandbox.ApiClient.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SandboxApiTest {

    private static final String MAPS = "/api/v1/namespaces/default/configmaps";

    private Sandbox sandbox;
    private ApiClient api;

    @BeforeEach
    void start() {
        sandbox = Sandbox.start();
        api = new ApiClient(sandbox.apiServer());
    }

    @AfterEach
    void close() {
        sandbox.close();
    }

    private static String map(String data) {
        return "{apiVersion: v1, kind: ConfigMap, metadata: {name: m}, data: {" + data + "}}";
    }

    @Test
    void applyRemovesWhatItsManagerNoLongerSets() {
        assertThat(api.apply(MAPS + "/m", "helm", map("a: '1', b: '2'")).status())
                .isEqualTo(201);
        Answer second = api.apply(MAPS + "/m", "helm", map("a: '1'"));
        assertThat(second.status()).isEqualTo(200);
        assertThat(Tree.map(second.body(), "data")).containsOnlyKeys("a");
    }

    @Test
    void applyThatChangesNothingKeepsTheVersion() {
        Answer first = api.apply(MAPS + "/m", "helm", map("a: '1'"));
        Answer second = api.apply(MAPS + "/m", "helm", map("a: '1'"));
        assertThat(second.body()).isEqualTo(first.body());
    }

    @Test
    void applyRefusesFieldsOfOthersUnlessForced() {
        api.apply(MAPS + "/m", "one", map("a: '1'"));
        Answer refused = api.apply(MAPS + "/m", "two", map("a: '2'"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(Tree.string(refused.body(), "message"))
                .hasValue("Apply failed with 1 conflict: conflict with \"one\" using v1: .data.a");
        Answer forced = api.apply(MAPS + "/m", "two&force=true", map("a: '2'"));
        assertThat(forced.status()).isEqualTo(200);
        assertThat(Tree.list(forced.body(), "metadata", "managedFields")).hasSize(1);
    }

    @Test
    void dryRunKeepsNothing() {
        assertThat(api.apply(MAPS + "/m", "helm&dryRun=All", map("a: '1'")).status())
                .isEqualTo(201);
        assertThat(api.get(MAPS + "/m").status()).isEqualTo(404);
    }

    @Test
    void missingNamespaceIsNotFound() {
        Answer answer = api.post("/api/v1/namespaces/nope/configmaps", map("a: '1'"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).containsEntry("message", "namespaces \"nope\" not found");
    }

    @Test
    void duplicateAndStaleWritesConflict() {
        Answer created = api.post(MAPS, map("a: '1'"));
        assertThat(created.status()).isEqualTo(201);
        assertThat(api.post(MAPS, map("a: '1'")).body()).containsEntry("reason", "AlreadyExists");
        assertThat(api.send("PATCH", MAPS + "/m", "application/merge-patch+json", ApiClient.yaml("{data: {a: '2'}}"))
                        .status())
                .isEqualTo(200);
        assertThat(api.send("PUT", MAPS + "/m", "application/json", created.body())
                        .body())
                .containsEntry("reason", "Conflict");
    }

    @Test
    void selectorOfDeploymentIsImmutable() {
        String path = "/apis/apps/v1/namespaces/default/deployments/web";
        api.apply(path, "helm", RolloutTest.deployment("a", "busybox:1", "{}"));
        Answer answer = api.apply(path, "helm", RolloutTest.deployment("b", "busybox:1", "{}"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().get("message").toString())
                .startsWith("Deployment.apps \"web\" is invalid: spec.selector: Invalid value: ")
                .endsWith(": field is immutable");
    }

    @Test
    void badNamesAndBodiesAreRefused() {
        assertThat(api.post(MAPS, "{apiVersion: v1, kind: ConfigMap, metadata: {name: Bad_Name}}")
                        .status())
                .isEqualTo(422);
        assertThat(api.post(MAPS, "{apiVersion: v1, kind: Secret, metadata: {name: m}}")
                        .status())
                .isEqualTo(400);
        assertThat(api.send("PATCH", MAPS + "/m", "application/strategic-merge-patch+json", map(""))
                        .status())
                .isEqualTo(415);
    }

    @Test
    void listsBySelectorsAndInPages() {
        for (String name : new String[] {"a", "b", "c"}) {
            api.post(
                    MAPS,
                    "{apiVersion: v1, kind: ConfigMap, metadata: {name: " + name + ", labels: {app: " + name + "}}}");
        }
        assertThat(Tree.list(api.get(MAPS + "?labelSelector=app+in+(a,c)").body(), "items"))
                .hasSize(2);
        assertThat(Tree.list(api.get(MAPS + "?labelSelector=app!=a").body(), "items"))
                .hasSize(2);
        assertThat(Tree.list(api.get(MAPS + "?fieldSelector=metadata.name%3Db").body(), "items"))
                .hasSize(1);
        Answer page = api.get(MAPS + "?limit=2");
        assertThat(Tree.list(page.body(), "items")).hasSize(2);
        String next = Tree.string(page.body(), "metadata", "continue").orElseThrow();
        assertThat(Tree.list(api.get(MAPS + "?limit=2&continue=" + next).body(), "items"))
                .hasSize(1);
    }

    @Test
    void watchTellsChangesAfterAVersion() {
        String version =
                Tree.string(api.get(MAPS).body(), "metadata", "resourceVersion").orElseThrow();
        api.post(MAPS, map("a: '1'"));
        api.delete(MAPS + "/m");
        assertThat(api.until(MAPS + "?watch=true&resourceVersion=" + version, line -> line.contains("DELETED")))
                .hasSize(2)
                .first()
                .asString()
                .startsWith("{\"type\":\"ADDED\"");
    }

    @Test
    void customResourcesAreServedAsSoonAsTheirDefinitionIs() {
        String definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions/things.example.com";
        api.apply(definitions, "helm", """
                apiVersion: apiextensions.k8s.io/v1
                kind: CustomResourceDefinition
                metadata: {name: things.example.com}
                spec:
                  group: example.com
                  scope: Namespaced
                  names: {kind: Thing, plural: things}
                  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object}}}]
                """);
        assertThat(Tree.list(api.get("/apis/example.com/v1").body(), "resources"))
                .hasSize(1);
        String things = "/apis/example.com/v1/namespaces/default/things";
        assertThat(api.post(things, "{apiVersion: example.com/v1, kind: Thing, metadata: {name: t}}")
                        .status())
                .isEqualTo(201);
        api.delete(definitions);
        assertThat(Tree.list(api.get("/apis").body(), "groups").toString()).doesNotContain("example.com");
    }

    @Test
    void countsRequests() {
        sandbox.clearRequests();
        api.get(MAPS + "?limit=1");
        assertThat(sandbox.requests()).hasToString("[GET " + MAPS + "?limit=1]");
    }
}
