package io.werf.core.cleanup;

import io.werf.core.data.Tree;
import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.kube.UnknownKindException;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the images that the workloads of a cluster run or may run again, and those that release records mention. */
final class ClusterImages {

    /** Templates come before what is made from them: users know the names of those. */
    private static final List<Workload> WORKLOADS = List.of(
            new Workload("apps", List.of("v1"), "Deployment"),
            new Workload("apps", List.of("v1"), "StatefulSet"),
            new Workload("apps", List.of("v1"), "DaemonSet"),
            new Workload("batch", List.of("v1", "v1beta1"), "CronJob"),
            new Workload("batch", List.of("v1"), "Job"),
            new Workload("apps", List.of("v1"), "ReplicaSet"),
            new Workload("", List.of("v1"), "ReplicationController"));

    private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");
    private static final List<String> STATUSES =
            List.of("containerStatuses", "initContainerStatuses", "ephemeralContainerStatuses");

    private final KubeClient cluster;
    private final List<String> namespaces;
    private final ClusterUse use;

    /**
     * @param namespaces none means all
     * @param use gets what is found
     */
    ClusterImages(KubeClient cluster, List<String> namespaces, ClusterUse use) {
        this.cluster = cluster;
        this.namespaces = namespaces.isEmpty() ? List.of("") : List.copyOf(namespaces);
        this.use = use;
    }

    /** A kind of objects with a pod in it. */
    private record Workload(String group, List<String> versions, String kind) {

        @Nullable
        Object podSpec(KubeObject object) {
            Object template = kind.equals("CronJob") ? Tree.get(object.body(), "spec", "jobTemplate") : object.body();
            return Tree.get(template, "spec", "template", "spec");
        }
    }

    /**
     * Asks the cluster, one list after the other.
     *
     * @param releases whether release records are read as well
     */
    void find(boolean releases) {
        for (Workload workload : WORKLOADS) {
            served(workload)
                    .ifPresent(kind -> list(kind, object -> containers(workload.podSpec(object), name(object))));
        }
        ApiResource pods = cluster.resource("", "v1", "Pod");
        list(pods, this::pod);
        if (releases) {
            ApiResource secrets = cluster.resource("", "v1", "Secret");
            namespaces.forEach(namespace -> releases(secrets, namespace));
        }
    }

    private void list(ApiResource kind, Consumer<KubeObject> reader) {
        for (String namespace : namespaces) {
            cluster.list(kind, namespace, Selector.ALL).items().forEach(reader);
        }
    }

    /** Of a kind that the server does not know there are no objects. */
    private Optional<ApiResource> served(Workload workload) {
        for (String version : workload.versions()) {
            try {
                return Optional.of(cluster.resource(workload.group(), version, workload.kind()));
            } catch (UnknownKindException e) {
                // the next version, if there is one
            }
        }
        return Optional.empty();
    }

    private void pod(KubeObject pod) {
        containers(Tree.get(pod.body(), "spec"), name(pod));
        for (String statuses : STATUSES) {
            for (Object status : Tree.list(pod.body(), "status", statuses)) {
                Tree.string(status, "imageID").ifPresent(image -> use.add(image, name(pod)));
            }
        }
    }

    private void containers(@Nullable Object podSpec, String user) {
        for (String containers : CONTAINERS) {
            for (Object container : Tree.list(podSpec, containers)) {
                Tree.string(container, "image").ifPresent(image -> use.add(image, user));
            }
        }
    }

    /** One record at a time: each may be a megabyte. Every revision counts, because a rollback may go back to it. */
    private void releases(ApiResource secrets, String namespace) {
        for (KubeObject secret : cluster.listMetadata(secrets, namespace, Selector.labels("owner=helm,version"))
                .items()) {
            cluster.get(secret.id()).map(ReleaseHistory::read).ifPresent(release -> release(release, secret.id()));
        }
    }

    private void release(Release release, ResourceId id) {
        String user = place(id) + " release " + release.name() + " revision " + release.revision();
        use.add(release.manifest(), user);
        release.hooks().forEach(hook -> Tree.string(hook, "manifest").ifPresent(text -> use.add(text, user)));
    }

    private String name(KubeObject object) {
        ResourceId id = object.id();
        return place(id) + " " + id.kind() + "/" + id.name();
    }

    private String place(ResourceId id) {
        return cluster.context().map(context -> context + "/").orElse("") + id.namespace();
    }
}
