package io.werf.core.track;

import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.lab.Lab;
import java.util.concurrent.CountDownLatch;

/** A namespace of the lab's cluster for one test, and workloads to put into it. */
final class LabNamespace implements AutoCloseable {

    /**
     * Of a pod: it does not get ready however long it runs. Without that also one that soon ends counts as ready, if the kubelet
     * looks in between.
     */
    static final String NEVER_READY = "readinessGates: [{conditionType: lab/never}],";

    final CountingKube kube = new CountingKube();
    final String name = Lab.uniqueName("track");
    private final KubeObject namespace =
            Objects.object("{apiVersion: v1, kind: Namespace, metadata: {name: " + name + "}}");

    LabNamespace() {
        kube.apply(namespace, false);
        // Without it pods must wait for the service account of a new namespace.
        apply("{apiVersion: v1, kind: ServiceAccount, metadata: {name: plain, namespace: " + name
                + "}, automountServiceAccountToken: false}");
    }

    @Override
    public void close() {
        kube.delete(namespace.id(), "Background");
        kube.close();
    }

    KubeObject apply(String yaml) {
        return kube.apply(Objects.object(yaml), false);
    }

    /** Returns when the cluster has told of something by an event of this reason. */
    void awaitEvent(String reason) throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        KubeClient.Watch watch = kube.watch(
                kube.resource("", "v1", "Event"),
                name,
                KubeClient.Selector.fields("reason=" + reason),
                event -> told.countDown());
        try {
            told.await();
        } finally {
            watch.close();
        }
    }

    KubeObject deployment(String workload, int replicas, String script, String podSpec) {
        return workload("Deployment", workload, "replicas: " + replicas + ",", script, podSpec);
    }

    KubeObject workload(String kind, String workload, String spec, String script, String podSpec) {
        return Objects.object("{apiVersion: apps/v1, kind: " + kind + ", metadata: {name: " + workload + ", namespace: "
                + name + ", labels: {app.kubernetes.io/managed-by: Helm}}, spec: {" + spec
                + " selector: {matchLabels: {app: " + workload + "}}, template: {metadata: {labels: {app: " + workload
                + "}}, spec: {" + podSpec + " " + podSpec("Always", script) + "}}}}");
    }

    KubeObject job(String job, String script) {
        return Objects.object("{apiVersion: batch/v1, kind: Job, metadata: {name: " + job + ", namespace: " + name
                + "}, spec: {template: {spec: {" + podSpec("Never", script) + "}}}}");
    }

    KubeObject pod(String pod, String restartPolicy, String script, String podSpec) {
        return Objects.object("{apiVersion: v1, kind: Pod, metadata: {name: " + pod + ", namespace: " + name
                + "}, spec: {" + podSpec + " " + podSpec(restartPolicy, script) + "}}");
    }

    private static String podSpec(String restartPolicy, String script) {
        return "serviceAccountName: plain, terminationGracePeriodSeconds: 0, restartPolicy: " + restartPolicy
                + ", containers: [{name: app, image: " + Lab.baseImage() + ", command: [sh, -c, \"" + script + "\"]}]";
    }
}
