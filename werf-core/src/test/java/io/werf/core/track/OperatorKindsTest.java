package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kinds whose operators the lab has not: the test writes the statuses that they would write, through the real protocol. */
@Timeout(300)
class OperatorKindsTest {

    private final Sandbox sandbox = Sandbox.start();
    private final BlockingQueue<String> states = new LinkedBlockingQueue<>();
    private KubeClient kube;
    private RolloutTracker tracker;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        Path config = Files.writeString(directory.resolve("kubeconfig"), sandbox.kubeConfig());
        kube = KubeClients.connect(new KubeSettings(List.of(config), Optional.empty()));
        tracker = new RolloutTracker(
                kube,
                event -> {
                    if (event instanceof Event.RolloutProgress progress) {
                        states.add(progress.state());
                    }
                },
                Clock.systemUTC(),
                TrackSettings.DEFAULT);
    }

    @AfterEach
    void close() {
        tracker.close();
        kube.close();
        sandbox.close();
    }

    @Test
    void aCanaryIsFollowedToItsPromotion() throws Exception {
        define("flagger.app", "v1beta1", "canaries", "Canary");
        KubeObject canary = object("flagger.app/v1beta1", "Canary", "{}");
        status(canary, Map.of("phase", "Progressing")); // what has no status for two seconds counts as ready
        CompletableFuture<Void> tracked = tracker.track(canary, Optional.empty());

        await("phase is Progressing");
        status(canary, Map.of("phase", "Succeeded"));

        tracked.get();
        await("Succeeded");
    }

    @Test
    void aCanaryThatFailsSaysWhy() throws Exception {
        define("flagger.app", "v1beta1", "canaries", "Canary");
        KubeObject canary = object("flagger.app/v1beta1", "Canary", "{}");
        status(
                canary,
                Map.of(
                        "phase",
                        "Failed",
                        "conditions",
                        List.of(Map.of("type", "Promoted", "status", "False", "message", "Canary analysis failed"))));
        CompletableFuture<Void> tracked = tracker.track(canary, Optional.empty());

        assertThatThrownBy(tracked::get)
                .hasCauseInstanceOf(RolloutFailedException.class)
                .hasMessageContaining("phase is Failed: Canary analysis failed");
    }

    @Test
    void aRolloutOfArgoIsReadyWhenItWaitsForAPerson() throws Exception {
        define("argoproj.io", "v1alpha1", "rollouts", "Rollout");
        KubeObject rollout = object(
                "argoproj.io/v1alpha1",
                "Rollout",
                "{replicas: 1, selector: {matchLabels: {app: x}}, strategy: {canary: {steps: [{pause: {}}]}}}");
        CompletableFuture<Void> tracked = tracker.track(rollout, Optional.empty());
        String generation = Long.toString(rollout.generation());

        status(rollout, Map.of("observedGeneration", generation, "phase", "Progressing", "message", "more replicas"));
        await("0/1 ready, Progressing: more replicas");
        status(rollout, Map.of("observedGeneration", generation, "phase", "Paused", "currentStepIndex", 0L));

        tracked.get();
        await("paused until it is promoted");
    }

    @Test
    void aLoadBalancerAndAClaimAndABudgetAreThereSoon() throws Exception {
        tracker.track(
                        object("v1", "Service", "{type: LoadBalancer, ports: [{port: 80, protocol: TCP}]}"),
                        Optional.empty())
                .get();
        await("reachable at 127.0.0.1");
        kube.apply(
                Objects.object("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: fast},"
                        + " provisioner: example.com/disks, volumeBindingMode: Immediate}"),
                false);
        tracker.track(object("v1", "PersistentVolumeClaim", "{storageClassName: fast}"), Optional.empty())
                .get();
        await("bound");
        tracker.track(
                        object("policy/v1", "PodDisruptionBudget", "{selector: {matchLabels: {app: x}}}"),
                        Optional.empty())
                .get();
        await("0 healthy, 0 may go");
    }

    /** What comes in between, such as "waiting for its controller", depends on who is quicker. */
    private void await(String state) throws InterruptedException {
        String next;
        do {
            next = states.poll(60, TimeUnit.SECONDS);
            assertThat(next).as("before " + state).isNotNull();
        } while (!state.equals(next));
    }

    private KubeObject object(String apiVersion, String kind, String spec) {
        return kube.apply(
                Objects.object("{apiVersion: " + apiVersion + ", kind: " + kind
                        + ", metadata: {name: x, namespace: default}, spec: " + spec + "}"),
                false);
    }

    private void define(String group, String version, String plural, String kind) {
        kube.apply(
                Objects.object("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata: {name: "
                        + plural + "." + group + "}, spec: {group: " + group + ", scope: Namespaced, names: {plural: "
                        + plural + ", kind: " + kind + "}, versions: [{name: " + version
                        + ", served: true, storage: true, schema: {openAPIV3Schema: {type: object,"
                        + " x-kubernetes-preserve-unknown-fields: true}}}]}}"),
                false);
        kube.forgetDiscovery();
    }

    private void status(KubeObject object, Map<String, Object> status) {
        kube.mergePatch(object.id(), Map.of("status", status));
    }
}
