package io.werf.core.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a cluster can do, as templates see it.
 *
 * @param kubeVersion of Kubernetes, for example {@code v1.20.2}
 * @param apiVersions what the cluster serves
 */
public record Capabilities(String kubeVersion, ApiVersions apiVersions) {

    /** What the {@code helm} command 3.21 renders for when it asks no cluster. */
    private static final String VERSION_WITHOUT_CLUSTER = "v1.36.0";

    /** What Helm 3.21 takes for granted without a cluster; kinds are not among them. */
    private static final List<String> APIS_WITHOUT_CLUSTER = List.of(
            "v1",
            "admissionregistration.k8s.io/v1",
            "admissionregistration.k8s.io/v1alpha1",
            "admissionregistration.k8s.io/v1beta1",
            "internal.apiserver.k8s.io/v1alpha1",
            "apps/v1",
            "apps/v1beta1",
            "apps/v1beta2",
            "authentication.k8s.io/v1",
            "authentication.k8s.io/v1alpha1",
            "authentication.k8s.io/v1beta1",
            "authorization.k8s.io/v1",
            "authorization.k8s.io/v1beta1",
            "autoscaling/v1",
            "autoscaling/v2",
            "autoscaling/v2beta1",
            "autoscaling/v2beta2",
            "batch/v1",
            "batch/v1beta1",
            "certificates.k8s.io/v1",
            "certificates.k8s.io/v1beta1",
            "certificates.k8s.io/v1alpha1",
            "coordination.k8s.io/v1alpha2",
            "coordination.k8s.io/v1beta1",
            "coordination.k8s.io/v1",
            "discovery.k8s.io/v1",
            "discovery.k8s.io/v1beta1",
            "events.k8s.io/v1",
            "events.k8s.io/v1beta1",
            "extensions/v1beta1",
            "flowcontrol.apiserver.k8s.io/v1",
            "flowcontrol.apiserver.k8s.io/v1beta1",
            "flowcontrol.apiserver.k8s.io/v1beta2",
            "flowcontrol.apiserver.k8s.io/v1beta3",
            "networking.k8s.io/v1",
            "networking.k8s.io/v1beta1",
            "node.k8s.io/v1",
            "node.k8s.io/v1alpha1",
            "node.k8s.io/v1beta1",
            "policy/v1",
            "policy/v1beta1",
            "rbac.authorization.k8s.io/v1",
            "rbac.authorization.k8s.io/v1beta1",
            "rbac.authorization.k8s.io/v1alpha1",
            "resource.k8s.io/v1",
            "resource.k8s.io/v1beta2",
            "resource.k8s.io/v1beta1",
            "resource.k8s.io/v1alpha3",
            "scheduling.k8s.io/v1alpha1",
            "scheduling.k8s.io/v1beta1",
            "scheduling.k8s.io/v1",
            "storage.k8s.io/v1beta1",
            "storage.k8s.io/v1",
            "storage.k8s.io/v1alpha1",
            "storagemigration.k8s.io/v1beta1",
            "apiextensions.k8s.io/v1beta1",
            "apiextensions.k8s.io/v1");

    /** The {@code v} may be missing in the version. */
    public Capabilities {
        kubeVersion = kubeVersion.startsWith("v") ? kubeVersion : "v" + kubeVersion;
    }

    /** With known APIs. */
    public Capabilities(String kubeVersion, List<String> apiVersions) {
        this(kubeVersion, ApiVersions.of(apiVersions));
    }

    /**
     * Those of no cluster, as Helm has them.
     *
     * @param kubeVersion Helm's default when empty
     * @param further APIs besides Helm's
     */
    public static Capabilities offline(Optional<String> kubeVersion, List<String> further) {
        List<String> apis = new ArrayList<>(APIS_WITHOUT_CLUSTER);
        apis.addAll(further);
        return new Capabilities(kubeVersion.orElse(VERSION_WITHOUT_CLUSTER), apis);
    }
}
