package io.werf.core.kube;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Where the cluster is.
 *
 * @param kubeConfigs kubeconfig files, merged as kubectl does (the first that sets a value wins); empty means the
 *     {@code KUBECONFIG} variable, then {@code ~/.kube/config}, then the service account of the pod
 * @param context context to use; empty means the current one
 */
public record KubeSettings(List<Path> kubeConfigs, Optional<String> context) {

    /** Copies the list. */
    public KubeSettings {
        kubeConfigs = List.copyOf(kubeConfigs);
    }

    /** What kubectl would use. */
    public static final KubeSettings DEFAULT = new KubeSettings(List.of(), Optional.empty());
}
