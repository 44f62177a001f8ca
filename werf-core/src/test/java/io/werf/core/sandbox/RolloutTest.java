package io.werf.core.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RolloutTest {

    private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/default/deployments";
    private static final String PODS = "/api/v1/namespaces/default/pods";

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

    static String deployment(String app, String image, String annotations) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 2
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}, annotations: %3$s}
                    spec:
                      containers: [{name: app, image: "%2$s"}]
                """.formatted(app, image, annotations);
    }

    private void awaitComplete(int generation) {
        api.until(
                DEPLOYMENTS + "?watch=true&resourceVersion=0",
                line -> line.contains("NewReplicaSetAvailable")
                        && line.contains("\"observedGeneration\":" + generation + ",")
                        && line.contains("\"updatedReplicas\":2"));
    }

    private String podsVersion() {
        return Tree.string(api.get(PODS).body(), "metadata", "resourceVersion").orElseThrow();
    }

    private void awaitDeletedPods(String version) {
        int[] deleted = {0};
        api.until(
                PODS + "?watch=true&resourceVersion=" + version,
                line -> line.startsWith("{\"type\":\"DELETED\"") && ++deleted[0] == 2);
    }

    @Test
    void deploymentRollsToItsNewTemplateAndOldPodsGo() {
        api.apply(DEPLOYMENTS + "/web", "helm", deployment("a", "busybox:1", "{}"));
        awaitComplete(1);
        String version = podsVersion();
        api.apply(DEPLOYMENTS + "/web", "helm", deployment("a", "busybox:2", "{}"));
        awaitComplete(2);
        awaitDeletedPods(version);
        List<Object> pods = Tree.list(api.get(PODS).body(), "items");
        assertThat(pods).hasSize(2).allSatisfy(pod -> assertThat(pod.toString()).contains("image=busybox:2"));
        assertThat(Tree.string(
                        api.get(DEPLOYMENTS + "/web").body(),
                        "metadata",
                        "annotations",
                        "deployment.kubernetes.io/revision"))
                .hasValue("2");
    }

    @Test
    void deletedDeploymentTakesItsPodsAlong() {
        api.apply(DEPLOYMENTS + "/web", "helm", deployment("a", "busybox:1", "{}"));
        awaitComplete(1);
        String version = podsVersion();
        api.delete(DEPLOYMENTS + "/web?propagationPolicy=Foreground");
        awaitDeletedPods(version);
        api.until(
                DEPLOYMENTS + "?watch=true&resourceVersion=" + version,
                line -> line.startsWith("{\"type\":\"DELETED\""));
        assertThat(api.get(DEPLOYMENTS + "/web").status()).isEqualTo(404);
    }

    @Test
    void imageThatIsNotInTheRegistryBacksOff() {
        String image = sandbox.registry() + "/shop:nope";
        String version = podsVersion();
        api.apply(DEPLOYMENTS + "/web", "helm", deployment("a", image, "{}"));
        String watch = PODS + "?watch=true&resourceVersion=" + version;
        api.until(watch, line -> line.contains("\"reason\":\"ErrImagePull\""));
        api.until(watch, line -> line.contains("\"reason\":\"ImagePullBackOff\""));
        api.until(
                "/api/v1/namespaces/default/events?watch=true",
                line -> line.contains("Failed to pull image") && line.contains("shop:nope"));
    }

    @Test
    void containerThatExitsCrashesInALoopWithItsLastLines() {
        String knobs = "{sandbox.werf.io/exit-code: '3', sandbox.werf.io/log: 'no database'}";
        String version = podsVersion();
        api.apply(DEPLOYMENTS + "/web", "helm", deployment("a", "busybox:1", knobs));
        String line =
                api.until(PODS + "?watch=true&resourceVersion=" + version, l -> l.contains("CrashLoopBackOff")).stream()
                        .reduce((a, b) -> b)
                        .orElseThrow();
        assertThat(line).contains("\"exitCode\":3").contains("\"restartCount\":1");
        String pod = Tree.string(Json.read(line), "object", "metadata", "name").orElseThrow();
        assertThat(api.until(PODS + "/" + pod + "/log?previous=true", l -> l.equals("no database")))
                .first()
                .asString()
                .startsWith("sandbox: container \"app\" is simulated");
    }

    @Test
    void jobCompletes() {
        api.post("/apis/batch/v1/namespaces/default/jobs", """
                apiVersion: batch/v1
                kind: Job
                metadata: {name: migrate}
                spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: "busybox:1"}]}}}
                """);
        api.until("/apis/batch/v1/namespaces/default/jobs?watch=true", line -> line.contains("\"type\":\"Complete\""));
    }

    @Test
    void statefulSetAndDaemonSetBecomeReady() {
        String body = """
                apiVersion: apps/v1
                kind: %s
                metadata: {name: s}
                spec:
                  selector: {matchLabels: {app: s}}
                  template: {metadata: {labels: {app: s}}, spec: {containers: [{name: c, image: "busybox:1"}]}}
                """;
        api.post("/apis/apps/v1/namespaces/default/statefulsets", body.formatted("StatefulSet"));
        api.post("/apis/apps/v1/namespaces/default/daemonsets", body.formatted("DaemonSet"));
        api.until(
                "/apis/apps/v1/namespaces/default/statefulsets?watch=true",
                line -> line.contains("\"readyReplicas\":1"));
        api.until(
                "/apis/apps/v1/namespaces/default/daemonsets?watch=true",
                line -> line.contains("\"numberAvailable\":1"));
    }

    @Test
    void namespaceGoesWithAllItHolds() {
        api.post("/api/v1/namespaces", "{apiVersion: v1, kind: Namespace, metadata: {name: shop}}");
        api.apply("/apis/apps/v1/namespaces/shop/deployments/web", "helm", deployment("a", "busybox:1", "{}"));
        api.until("/api/v1/namespaces/shop/pods?watch=true", line -> line.contains("\"phase\":\"Running\""));
        String version = Tree.string(api.get("/api/v1/namespaces").body(), "metadata", "resourceVersion")
                .orElseThrow();
        api.delete("/api/v1/namespaces/shop");
        api.until(
                "/api/v1/namespaces?watch=true&resourceVersion=" + version,
                line -> line.startsWith("{\"type\":\"DELETED\""));
        assertThat(Tree.list(api.get("/api/v1/pods").body(), "items")).isEmpty();
    }
}
