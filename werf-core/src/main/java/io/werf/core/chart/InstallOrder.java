package io.werf.core.chart;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which Helm prints and installs objects: by kind; equal kinds stay as they are, unknown ones come last. */
final class InstallOrder {

    private static final List<String> KINDS = List.of(
            "PriorityClass",
            "Namespace",
            "NetworkPolicy",
            "ResourceQuota",
            "LimitRange",
            "PodSecurityPolicy",
            "PodDisruptionBudget",
            "ServiceAccount",
            "Secret",
            "SecretList",
            "ConfigMap",
            "StorageClass",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "CustomResourceDefinition",
            "ClusterRole",
            "ClusterRoleList",
            "ClusterRoleBinding",
            "ClusterRoleBindingList",
            "Role",
            "RoleList",
            "RoleBinding",
            "RoleBindingList",
            "Service",
            "DaemonSet",
            "Pod",
            "ReplicationController",
            "ReplicaSet",
            "Deployment",
            "HorizontalPodAutoscaler",
            "StatefulSet",
            "Job",
            "CronJob",
            "IngressClass",
            "Ingress",
            "APIService");

    /** Finds the kind of nearly every document without parsing it. */
    private static final Pattern KIND_LINE =
            Pattern.compile("(?m)^kind:[ \\t]*[\"']?([A-Za-z0-9]+)[\"']?[ \\t]*(#.*)?$");

    private static final Comparator<Ranked> BY_RANK =
            Comparator.comparingInt(Ranked::rank).thenComparing(Ranked::kind);

    private InstallOrder() {}

    private record Ranked(int rank, String kind, ManifestDocument document) {}

    /** The documents in this order, in a new list. */
    static List<ManifestDocument> sorted(List<ManifestDocument> documents) {
        List<Ranked> ranked = new ArrayList<>(documents.size());
        for (ManifestDocument document : documents) {
            String kind = kind(document.text());
            ranked.add(new Ranked(rank(kind), kind, document));
        }
        ranked.sort(BY_RANK);
        return ranked.stream().map(Ranked::document).toList();
    }

    private static int rank(String kind) {
        int index = KINDS.indexOf(kind);
        return index < 0 ? KINDS.size() : index;
    }

    private static String kind(String text) {
        Matcher line = KIND_LINE.matcher(text);
        if (line.find()) {
            return line.group(1);
        }
        try {
            Object tree = Yaml.read(text, "manifest", Yaml.DuplicateKeys.LAST_WINS)
                    .map(YamlNode::plain)
                    .orElse(null);
            return Tree.string(tree, "kind").orElse("");
        } catch (YamlException notYaml) {
            return ""; // found, and reported with its place, where the documents are read
        }
    }
}
