package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.event.Event;
import io.werf.core.kube.KubeObject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Kinds that keep no pods, as a real cluster writes their status. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class RolloutKindsLabTest {

    private final LabNamespace lab = new LabNamespace();
    private final Map<String, String> states = new ConcurrentHashMap<>();
    private final RolloutTracker tracker = new RolloutTracker(lab.kube, this::take, Clock.systemUTC(), Lab.TRACKING);
    private final List<KubeObject> ofCluster = new ArrayList<>();

    private void take(Event event) {
        if (event instanceof Event.RolloutProgress progress) {
            states.put(progress.resource(), progress.state());
        }
    }

    @AfterEach
    void cleanUp() {
        tracker.close();
        ofCluster.forEach(object -> lab.kube.delete(object.id(), "Background"));
        lab.close();
    }

    @Test
    void kindsWhoseControllersOnlyTakeNoteAreReadySoon() throws Exception {
        track(in("policy/v1beta1", "PodDisruptionBudget", "minAvailable: 1, selector: {matchLabels: {app: x}}"))
                .get();
        track(in(
                        "batch/v1beta1",
                        "CronJob",
                        "schedule: '0 0 1 1 *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers:"
                                + " [{name: a, image: a}]}}}}"))
                .get();
        track(in("v1", "Service", "ports: [{port: 80, protocol: TCP}]")).get();
        track(in("networking.k8s.io/v1", "Ingress", "defaultBackend: {service: {name: x, port: {number: 80}}}"))
                .get();
        track(in(
                        "autoscaling/v2beta2",
                        "HorizontalPodAutoscaler",
                        "maxReplicas: 2, scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: x}"))
                .get();

        assertThat(states)
                .as("what is ready at once is not told")
                .containsOnly(
                        Map.entry("PodDisruptionBudget/x", "0 healthy, 0 may go"),
                        Map.entry("Ingress/x", "no address given"));
    }

    @Test
    void aClaimIsBoundAtOnceOrWhenAPodComes() throws Exception {
        storageClass("later", "WaitForFirstConsumer");
        storageClass("now", "Immediate");
        track(claim("later")).get();
        assertThat(states).containsEntry("PersistentVolumeClaim/later", "bound when a pod uses it");

        CompletableFuture<Void> bound = track(claim("now"));
        ofCluster.add(lab.apply("{apiVersion: v1, kind: PersistentVolume, metadata: {name: " + lab.name
                + "}, spec: {storageClassName: " + lab.name + "-now, capacity: {storage: 1Mi}, accessModes:"
                + " [ReadWriteOnce], hostPath: {path: /tmp}}}"));
        bound.get();
        assertThat(states).containsEntry("PersistentVolumeClaim/now", "bound");
    }

    @Test
    void aDefinitionIsServedUnlessItsNamesAreTaken() throws Exception {
        String group = lab.name + ".example.com";
        track(definition(group, "things", "Thing")).get();
        assertThat(states).containsEntry("CustomResourceDefinition/things." + group, "established");

        CompletableFuture<Void> twin = track(definition(group, "twins", "Thing"));
        assertThatThrownBy(twin::get)
                .hasMessageContaining("its names are not accepted: ")
                .hasMessageContaining("is already in use");
    }

    private KubeObject in(String apiVersion, String kind, String spec) {
        return lab.apply("{apiVersion: " + apiVersion + ", kind: " + kind + ", metadata: {name: x, namespace: "
                + lab.name + ", labels: {app.kubernetes.io/managed-by: Helm}}, spec: {" + spec + "}}");
    }

    private KubeObject claim(String name) {
        return lab.apply("{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: " + name + ", namespace: "
                + lab.name + "}, spec: {storageClassName: " + lab.name + "-" + name
                + ", accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Mi}}}}");
    }

    private void storageClass(String name, String mode) {
        ofCluster.add(lab.apply("{apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: " + lab.name + "-"
                + name + "}, provisioner: kubernetes.io/no-provisioner, volumeBindingMode: " + mode + "}"));
    }

    private KubeObject definition(String group, String plural, String kind) {
        KubeObject definition =
                lab.apply("{apiVersion: apiextensions.k8s.io/v1, kind: CustomResourceDefinition, metadata:"
                        + " {name: " + plural + "." + group + "}, spec: {group: " + group
                        + ", scope: Namespaced, names:"
                        + " {plural: " + plural + ", kind: " + kind
                        + "}, versions: [{name: v1, served: true, storage: true,"
                        + " schema: {openAPIV3Schema: {type: object}}}]}}");
        ofCluster.add(definition);
        return definition;
    }

    private CompletableFuture<Void> track(KubeObject live) {
        return tracker.track(live, Optional.empty());
    }
}
