package io.werf.maven;

import io.werf.core.DismissRequest;
import io.werf.core.RolloutOptions;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Removes the release with all of its objects and records. Images stay in the registry. */
@Mojo(name = "dismiss", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class DismissMojo extends AbstractWerfMojo {

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

    /** Longest time for the removal: seconds, or with units as in {@code 10m}. Default: no limit. */
    @Parameter(property = "werf.timeout")
    private @Nullable String timeout;

    @Override
    void run(Werf werf, Settings settings) {
        werf.dismiss(new DismissRequest(
                project(settings),
                ReleaseSettings.read(settings, release, namespace, kubeConfig, kubeContext),
                RolloutOptions.DEFAULT.withTimeout(settings.duration("werf.timeout", timeout))));
    }
}
