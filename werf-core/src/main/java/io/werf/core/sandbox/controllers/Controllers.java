package io.werf.core.sandbox.controllers;

import io.werf.core.data.Tree;
import io.werf.core.sandbox.api.ApiFailure;
import io.werf.core.sandbox.api.ApiObjects;
import io.werf.core.sandbox.api.Change;
import io.werf.core.sandbox.api.ContainerLogs;
import io.werf.core.sandbox.api.Write;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The loop: a write queues the written object and its owners, one thread reconciles them in order. */
public final class Controllers implements AutoCloseable {

    private record Key(String resource, String namespace, String name) {}

    private final ApiObjects objects;
    private final ScheduledThreadPoolExecutor thread;
    private final Set<Key> queue = new LinkedHashSet<>();
    private final Map<String, Reconciler> reconcilers;
    private final GarbageCollector garbage;
    private final AutoCloseable subscription;

    /**
     * Starts the controllers.
     *
     * @param imageExists whether an image can be pulled
     */
    public Controllers(ApiObjects objects, ContainerLogs logs, Predicate<String> imageExists) {
        this.objects = objects;
        this.thread = new ScheduledThreadPoolExecutor(1, task -> {
            Thread t = new Thread(task, "sandbox-controllers");
            t.setDaemon(true);
            return t;
        });
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        Cluster cluster = new Cluster(objects);
        Kubelet kubelet = new Kubelet(objects, cluster, logs, imageExists, this::after);
        this.garbage = new GarbageCollector(objects);
        OutsideWorld outside = new OutsideWorld(cluster);
        this.reconcilers = Map.of(
                "deployments.apps", new DeploymentController(cluster),
                "replicasets.apps", new ReplicaSetController(cluster),
                "statefulsets.apps", new StatefulSetController(cluster),
                "daemonsets.apps", new DaemonSetController(cluster),
                "jobs.batch", new JobController(cluster),
                "namespaces", new NamespaceController(objects),
                "services", outside::service,
                "persistentvolumeclaims", outside::claim,
                "poddisruptionbudgets.policy", outside::budget,
                "pods", kubelet);
        this.subscription = objects.listen(this::changed);
        Map<String, Object> node = Cluster.map(
                "metadata",
                Cluster.map("name", Kubelet.NODE, "labels", Cluster.map("kubernetes.io/hostname", Kubelet.NODE)));
        Map<String, Object> created = objects.create(objects.kind("nodes"), "", node, Write.by("kubelet"));
        cluster.status(
                "nodes",
                created,
                status -> cluster.condition(status, "Ready", true, "KubeletReady", "the sandbox simulates this node"));
    }

    private void changed(Change change) {
        Map<String, Object> object = change.object();
        enqueue(new Key(change.resource(), Cluster.namespace(object), Cluster.name(object)));
        for (Object owner : Tree.list(object, "metadata", "ownerReferences")) {
            ownerResource(owner)
                    .ifPresent(resource -> enqueue(new Key(
                            resource,
                            Cluster.namespace(object),
                            Tree.string(owner, "name").orElse(""))));
        }
        if (change.type() == Change.Type.DELETED) {
            after(Duration.ZERO, () -> garbage.ownerGone(object));
        }
        if (change.resource().equals("namespaces") || !Cluster.namespace(object).isEmpty()) {
            String namespace = Cluster.namespace(object);
            boolean terminating = objects.get("namespaces", "", namespace)
                    .filter(Cluster::isTerminating)
                    .isPresent();
            if (terminating) {
                enqueue(new Key("namespaces", "", namespace));
            }
        }
    }

    private Optional<String> ownerResource(Object owner) {
        String kind = Tree.string(owner, "kind").orElse("");
        String apiVersion = Tree.string(owner, "apiVersion").orElse("");
        return objects.kinds().all().stream()
                .filter(k -> k.name().equals(kind) && k.apiVersion().equals(apiVersion))
                .map(k -> k.resource())
                .findFirst();
    }

    private void enqueue(Key key) {
        synchronized (queue) {
            if (!queue.add(key)) {
                return;
            }
        }
        after(Duration.ZERO, this::next);
    }

    private void after(Duration delay, Runnable task) {
        try {
            Future<?> unused = thread.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            synchronized (queue) {
                queue.clear(); // the sandbox is closing: nothing will be reconciled any more
            }
        }
    }

    // A refusal means that the object changed or went meanwhile; that change has queued it again.
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (ApiFailure e) {
            if (!List.of("NotFound", "Conflict", "Forbidden", "AlreadyExists").contains(e.reason())) {
                report(e);
            }
        } catch (RuntimeException e) {
            report(e);
        }
    }

    // A mistake in the simulation: shown where the JVM shows those of any thread, and the others go on.
    private static void report(RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
    }

    private void next() {
        Key key;
        synchronized (queue) {
            if (queue.isEmpty()) {
                return;
            }
            key = queue.iterator().next();
            queue.remove(key);
        }
        Optional<Map<String, Object>> object = objects.get(key.resource, key.namespace, key.name);
        if (object.isEmpty()) {
            return;
        }
        if (Cluster.isTerminating(object.get())) {
            garbage.foreground(key.resource, object.get());
        }
        Reconciler reconciler = reconcilers.get(key.resource);
        if (reconciler != null) {
            reconciler.reconcile(object.get());
        }
    }

    /** Stops at once. */
    @Override
    public void close() {
        try (subscription) {
            thread.shutdownNow();
        } catch (Exception e) {
            throw new IllegalStateException("a subscription cannot fail to end", e);
        }
    }
}
