package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The kinds that are served: a fixed table and what CRDs add. Thread-safe. */
public final class Kinds {

    // group/version, kind, plural, n(amespaced) or c(luster), s(tatus) or -, short names
    private static final List<Kind> BUILT_IN = parse("""
            v1 Namespace namespaces c s ns
            v1 Node nodes c s no
            v1 PersistentVolume persistentvolumes c s pv
            v1 Pod pods n s po
            v1 Service services n s svc
            v1 ConfigMap configmaps n - cm
            v1 Secret secrets n -
            v1 ServiceAccount serviceaccounts n - sa
            v1 Event events n - ev
            v1 Endpoints endpoints n - ep
            v1 PersistentVolumeClaim persistentvolumeclaims n s pvc
            v1 ResourceQuota resourcequotas n s quota
            v1 LimitRange limitranges n - limits
            v1 PodTemplate podtemplates n -
            v1 ReplicationController replicationcontrollers n s rc
            apps/v1 Deployment deployments n s deploy
            apps/v1 ReplicaSet replicasets n s rs
            apps/v1 StatefulSet statefulsets n s sts
            apps/v1 DaemonSet daemonsets n s ds
            apps/v1 ControllerRevision controllerrevisions n -
            batch/v1 Job jobs n s
            batch/v1 CronJob cronjobs n s cj
            networking.k8s.io/v1 Ingress ingresses n s ing
            networking.k8s.io/v1 NetworkPolicy networkpolicies n - netpol
            networking.k8s.io/v1 IngressClass ingressclasses c -
            rbac.authorization.k8s.io/v1 Role roles n -
            rbac.authorization.k8s.io/v1 RoleBinding rolebindings n -
            rbac.authorization.k8s.io/v1 ClusterRole clusterroles c -
            rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings c -
            policy/v1 PodDisruptionBudget poddisruptionbudgets n s pdb
            autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers n s hpa
            autoscaling/v1 HorizontalPodAutoscaler horizontalpodautoscalers n s hpa
            coordination.k8s.io/v1 Lease leases n -
            apiextensions.k8s.io/v1 CustomResourceDefinition customresourcedefinitions c s crd,crds
            storage.k8s.io/v1 StorageClass storageclasses c - sc
            storage.k8s.io/v1 CSIDriver csidrivers c -
            admissionregistration.k8s.io/v1 MutatingWebhookConfiguration mutatingwebhookconfigurations c -
            admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration validatingwebhookconfigurations c -
            scheduling.k8s.io/v1 PriorityClass priorityclasses c - pc
            discovery.k8s.io/v1 EndpointSlice endpointslices n -
            """);

    private final Map<String, List<Kind>> custom = new ConcurrentHashMap<>();

    private static List<Kind> parse(String table) {
        return table.lines().map(line -> line.split(" ")).map(Kinds::row).toList();
    }

    private static Kind row(String[] row) {
        int slash = row[0].indexOf('/');
        return new Kind(
                slash < 0 ? "" : row[0].substring(0, slash),
                row[0].substring(slash + 1),
                row[1],
                row[2],
                row.length > 5 ? Arrays.asList(row[5].split(",")) : List.of(),
                row[3].equals("n"),
                row[4].equals("s"),
                false);
    }

    /** All of them, built-in first, the preferred version of a group before its others. */
    public List<Kind> all() {
        List<Kind> all = new ArrayList<>(BUILT_IN);
        custom.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(entry -> all.addAll(entry.getValue()));
        return all;
    }

    /** The kind at a path, if it is served. */
    public Optional<Kind> find(String group, String version, String plural) {
        return stream()
                .filter(kind -> kind.group().equals(group)
                        && kind.version().equals(version)
                        && kind.plural().equals(plural))
                .findFirst();
    }

    /** One version of {@code plural.group}. */
    public Optional<Kind> byResource(String resource) {
        return stream().filter(kind -> kind.resource().equals(resource)).findFirst();
    }

    private Stream<Kind> stream() {
        return Stream.concat(BUILT_IN.stream(), custom.values().stream().flatMap(List::stream));
    }

    /** Serves what a CustomResourceDefinition says. */
    void define(Map<String, Object> crd) {
        List<Kind> kinds = new ArrayList<>();
        for (Object version : Tree.list(crd, "spec", "versions")) {
            if (Tree.isTrue(version, "served")) {
                kinds.add(new Kind(
                        Tree.string(crd, "spec", "group").orElse(""),
                        Tree.string(version, "name").orElse(""),
                        Tree.string(crd, "spec", "names", "kind").orElse(""),
                        Tree.string(crd, "spec", "names", "plural").orElse(""),
                        Tree.list(crd, "spec", "names", "shortNames").stream()
                                .map(String::valueOf)
                                .toList(),
                        Tree.string(crd, "spec", "scope").orElse("").equals("Namespaced"),
                        Tree.get(version, "subresources", "status") != null,
                        true));
            }
        }
        custom.put(Tree.string(crd, "metadata", "name").orElse(""), kinds);
    }

    /** Forgets a CustomResourceDefinition. */
    void undefine(String crd) {
        custom.remove(crd);
    }
}
