package io.werf.maven;

import io.werf.core.RenderOptions;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Parameters of the goals that render the chart without a cluster: what stands in for it. */
abstract class AbstractOfflineMojo extends AbstractChartMojo {

    /**
     * Version of Kubernetes that the chart is rendered for, as {@code .Capabilities.KubeVersion}, and that the {@code kubeVersion} of
     * {@code Chart.yaml} must allow. Default: {@code v1.36.0}, as of the {@code helm} command 3.21.
     */
    @Parameter(property = "werf.kubeVersion")
    private @Nullable String kubeVersion;

    /**
     * What {@code .Capabilities.APIVersions} has besides the APIs of Kubernetes that Helm takes for granted, for example
     * {@code monitoring.coreos.com/v1}. Separated by commas or lines. Default: nothing.
     */
    @Parameter(property = "werf.extraApiversions")
    private @Nullable List<String> extraApiversions;

    /**
     * YAML files of objects that {@code lookup} finds where no cluster is asked: paths relative to the project directory, read from
     * the commit. Separated by commas or lines. Default: it finds nothing.
     */
    @Parameter(property = "werf.lookupResources")
    private @Nullable List<String> lookupResources;

    /** What the chart is rendered for; all of it. */
    final RenderOptions offline(Settings settings) {
        return new RenderOptions(
                List.of(),
                settings.text("werf.kubeVersion", kubeVersion),
                settings.names("werf.extraApiversions", extraApiversions),
                settings.names("werf.lookupResources", lookupResources),
                true,
                false,
                false);
    }
}
