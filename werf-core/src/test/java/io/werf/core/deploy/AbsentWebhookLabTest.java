package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.NeedsLab;
import io.werf.core.plan.Change;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A webhook that must be asked and is away, for example because this release brings its pods, is waited for. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class AbsentWebhookLabTest {

    private static final String MAP = "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata: {k: %s}\n";

    private final LabRelease release = new LabRelease();
    private final ResourceId webhook = new ResourceId(
            "admissionregistration.k8s.io", "v1", "ValidatingWebhookConfiguration", "", release.namespace);

    @AfterEach
    void cleanUp() {
        release.real.delete(webhook, "Background");
        release.close();
    }

    @Test
    void theDeployIsPlannedWithoutItAndGoesOnWhenItIsBack() {
        release.converge(MAP.formatted("one"));
        release.real.mergePatch(
                new ResourceId("", "v1", "Namespace", "", release.namespace),
                Map.of("metadata", Map.of("labels", Map.of("absent-webhook", release.namespace))));
        release.real.create(absent());
        awaitRefusals();

        assertThat(release.deployer.plan(release.request(MAP.formatted("two"))).changes())
                .extracting(Change::detail)
                .containsExactly("unknown: a webhook is away");

        var unused = CompletableFuture.runAsync(
                () -> release.real.delete(webhook, "Background"),
                CompletableFuture.delayedExecutor(3, TimeUnit.SECONDS));
        assertThat(release.converge(MAP.formatted("two"), MAP.formatted("new").replace("name: a", "name: b"))
                        .status())
                .isEqualTo(DeployReport.Status.DEPLOYED);
        assertThat(release.live("", "ConfigMap", "a").orElseThrow().body().get("data"))
                .isEqualTo(Map.of("k", "two"));
    }

    /** The API server learns of the webhook a moment later. */
    private void awaitRefusals() {
        KubeObject live = release.live("", "ConfigMap", "a").orElseThrow();
        boolean taken = true;
        while (taken) {
            try {
                release.real.mergePatch(live.id(), Map.of("metadata", Map.of("labels", Map.of("touched", "yes"))));
            } catch (KubeApiException e) {
                taken = false;
            }
        }
    }

    private KubeObject absent() {
        return new KubeObject(
                Tree.map(Yaml.read("""
                        apiVersion: admissionregistration.k8s.io/v1
                        kind: ValidatingWebhookConfiguration
                        metadata: {name: NAME}
                        webhooks:
                        - name: absent.example.com
                          admissionReviewVersions: [v1]
                          sideEffects: None
                          failurePolicy: Fail
                          timeoutSeconds: 1
                          namespaceSelector: {matchLabels: {absent-webhook: NAME}}
                          rules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE, UPDATE], resources: [configmaps]}]
                          clientConfig: {url: "https://127.0.0.1:9/none"}
                        """.replace("NAME", release.namespace), "test.yaml", Yaml.DuplicateKeys.REFUSED)
                        .orElseThrow()
                        .plain()));
    }
}
