package io.werf.maven;

import io.werf.core.ReleaseOptions;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Parameters of the goals that deal with a release that is there already, and need neither images nor chart. */
abstract class AbstractReleaseMojo extends AbstractWerfMojo {

    /** Name of the release. Default: {@code deploy.helmRelease} of {@code werf.yaml}, else {@code <project>-<env>}. */
    @Parameter(property = "werf.release")
    private @Nullable String release;

    /** Namespace of the release. Default: {@code deploy.namespace} of {@code werf.yaml}, else {@code <project>-<env>}. */
    @Parameter(property = "werf.namespace")
    private @Nullable String namespace;

    /** Kubeconfig file, or several separated as in a PATH. Default: {@code KUBECONFIG}, then {@code ~/.kube/config}. */
    @Parameter(property = "werf.kubeConfig")
    private @Nullable String kubeConfig;

    /** Context of the kubeconfig. Default: its current one. */
    @Parameter(property = "werf.kubeContext")
    private @Nullable String kubeContext;

    final ReleaseOptions release(Settings settings) {
        return ReleaseSettings.read(settings, release, namespace, kubeConfig, kubeContext);
    }
}
