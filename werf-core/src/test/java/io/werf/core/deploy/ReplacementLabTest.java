package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Tree;
import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.plan.Change;
import io.werf.core.plan.PlanText;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of fields that exclude each other the chart's one is left, whatever the server has filled in beside the other. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(120)
class ReplacementLabTest {

    private final LabRelease release = new LabRelease();

    @AfterEach
    void cleanUp() {
        release.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "volumes: [{name: v, configMap: {name: c}}] | volumes: [{name: v, emptyDir: {}}]",
                "volumes: [{name: v}] | volumes: [{name: v, secret: {secretName: s}}]",
                "volumes: [{name: v, hostPath: {path: /v}}, {name: w}] | volumes: [{name: v, projected: {sources: []}}, {name: w}]",
                "securityContext: {runAsUser: 1} | securityContext: {fsGroup: 2}",
            })
    void anotherKindOfAFieldOfPods(String before, String after) {
        replaces(workload("", before, ""), workload("", after, ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "livenessProbe: {httpGet: {path: /, port: 80}} | livenessProbe: {exec: {command: [\"true\"]}}",
                "readinessProbe: {tcpSocket: {port: 80}} | readinessProbe: {httpGet: {path: /, port: 80}}",
                "lifecycle: {preStop: {httpGet: {port: 80}}} | lifecycle: {preStop: {exec: {command: [\"true\"]}}}",
                "env: [{name: E, value: e}] | env: [{name: E, valueFrom: {fieldRef: {fieldPath: metadata.name}}}]",
                "env: [{name: E, valueFrom: {secretKeyRef: {name: s, key: k}}}] | env: [{name: E, valueFrom: {configMapKeyRef: {name: s, key: k}}}]",
            })
    void anotherKindOfAFieldOfContainers(String before, String after) {
        replaces(workload("", "", before), workload("", "", after));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | strategy: {type: Recreate}",
                "strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 2}} | strategy: {type: Recreate}",
            })
    void anotherStrategy(String before, String after) {
        replaces(workload(before, "", ""), workload(after, "", ""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type: NodePort, ports: [{port: 80}] | type: ClusterIP, ports: [{port: 81}]",
                "type: ClusterIP, ports: [{port: 80}] | type: ExternalName, externalName: example.org",
                "type: LoadBalancer, externalIPs: [192.0.2.1], externalTrafficPolicy: Local, ports: [{port: 80}] | type: ClusterIP, ports: [{port: 80}]",
            })
    void anotherTypeOfAService(String before, String after) {
        String service = """
                apiVersion: v1
                kind: Service
                metadata: {name: app}
                spec: {selector: {app: app}, %s}
                """;
        replaces(service.formatted(before), service.formatted(after));
    }

    @Test
    void anotherWayToAWebhook() {
        String name = release.namespace;
        String webhook = """
                apiVersion: admissionregistration.k8s.io/v1
                kind: ValidatingWebhookConfiguration
                metadata: {name: %1$s}
                webhooks:
                - name: a.example.org
                  admissionReviewVersions: [v1]
                  sideEffects: None
                  failurePolicy: Ignore
                  namespaceSelector: {matchLabels: {none: such}}
                  clientConfig: {%2$s}
                """;
        try {
            replaces(
                    webhook.formatted(name, "service: {namespace: " + name + ", name: s}"),
                    webhook.formatted(name, "url: 'https://example.org/'"));
        } finally {
            release.real.delete(
                    new ResourceId("admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration", "", name),
                    "Background");
        }
    }

    @Test
    void whatOthersHaveSetStays() {
        String annotated = "annotations: {werf.io/replicas-on-creation: '0'}";
        String before = workload("", "volumes: [{name: v, configMap: {name: c}}]", "")
                .replace("{name: app}\n", "\n  name: app\n  " + annotated + "\n")
                .replace("  replicas: 0\n", "");
        release.converge(before);
        KubeObject edited = release.real.mergePatch(
                deployment().id(),
                Map.of("metadata", Map.of("labels", Map.of("theirs", "yes")), "spec", Map.of("paused", true)));
        TakeoverLabTest.manage(
                release.real, edited, entry -> "Update".equals(Tree.get(entry, "operation")), "somebody");

        release.converge(before.replace("configMap: {name: c}", "emptyDir: {}"));

        assertThat(deployment().labels()).containsEntry("theirs", "yes");
        assertThat(Tree.isTrue(deployment().body(), "spec", "paused")).isTrue();
        assertThat(Tree.integer(deployment().body(), "spec", "replicas")).contains(0L);
    }

    /** Forth and back: the plan says it, one version of the object does it, and the next run has nothing to do. */
    private void replaces(String before, String after) {
        release.converge(before);
        for (String wanted : List.of(after, before)) {
            List<Change> planned =
                    release.deployer.plan(release.request(wanted)).changes();
            assertThat(planned)
                    .singleElement()
                    .satisfies(change -> assertThat(PlanText.diff(change)).isNotEmpty());

            assertThat(release.converge(wanted).status()).isEqualTo(Status.DEPLOYED);

            assertThat(release.converge(wanted).status()).isEqualTo(Status.SKIPPED);
        }
    }

    private KubeObject deployment() {
        return release.live("apps", "Deployment", "app").orElseThrow();
    }

    private static String workload(String spec, String pod, String container) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: app}
                spec:
                  replicas: 0
                  %s
                  selector: {matchLabels: {app: app}}
                  template:
                    metadata: {labels: {app: app}}
                    spec:
                      %s
                      containers:
                      - name: app
                        image: %s
                        %s
                """.formatted(spec, pod, Lab.baseImage(), container);
    }
}
