package io.werf.core;

import io.werf.core.kube.KubeSettings;
import java.util.Optional;

/**
 * Which release in which cluster.
 *
 * @param release name of the release; empty means the one that {@code werf.yaml} and the environment give
 * @param namespace likewise
 */
public record ReleaseOptions(Optional<String> release, Optional<String> namespace, KubeSettings cluster) {

    /** Names from {@code werf.yaml}, the cluster that kubectl would use. */
    public static final ReleaseOptions DEFAULT =
            new ReleaseOptions(Optional.empty(), Optional.empty(), KubeSettings.DEFAULT);

    /** The same in another cluster. */
    public ReleaseOptions in(KubeSettings settings) {
        return new ReleaseOptions(release, namespace, settings);
    }

    /** The same with another release name and namespace. */
    public ReleaseOptions named(String releaseName, String namespaceName) {
        return new ReleaseOptions(Optional.of(releaseName), Optional.of(namespaceName), cluster);
    }

    /** Both names, if both are given. */
    Optional<Target> names() {
        return release.flatMap(name -> namespace.map(space -> new Target(name, space)));
    }
}
