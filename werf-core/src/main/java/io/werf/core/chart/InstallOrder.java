package io.werf.core.chart;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlException;
import io.werf.core.data.YamlNode;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The order in which Helm prints and installs objects: by kind; equal kinds stay as they are, unknown ones come last. */
final class InstallOrder implements Comparator<ManifestDocument> {

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

    @Override
    public int compare(ManifestDocument left, ManifestDocument right) {
        String a = kind(left.text());
        String b = kind(right.text());
        int byOrder = Integer.compare(rank(a), rank(b));
        return byOrder != 0 ? byOrder : a.compareTo(b);
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
