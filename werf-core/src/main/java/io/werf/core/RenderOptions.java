package io.werf.core;

import io.werf.core.chart.ApiVersions;
import io.werf.core.chart.Capabilities;
import io.werf.core.chart.ChartImages;
import io.werf.core.kube.KubeClient;
import java.util.List;
import java.util.Optional;

/**
 * How a chart is rendered without a cluster.
 *
 * @param showOnly paths of templates, as {@code templates/web.yaml} or from the project directory; none for all
 * @param kubeVersion what {@code .Capabilities.KubeVersion} says; Helm's default when empty
 * @param apiVersions what {@code .Capabilities.APIVersions} has besides what Helm takes for granted
 * @param validate whether the cluster is asked, without writing anything, what it thinks of each object; its version is the
 *     default of {@code kubeVersion} then, and its APIs are there too
 * @param stubTags whether all images have the tag {@code TAG} instead of their own
 */
public record RenderOptions(
        List<String> showOnly,
        Optional<String> kubeVersion,
        List<String> apiVersions,
        boolean validate,
        boolean stubTags) {

    /** Everything, for Helm's default version. */
    public static final RenderOptions DEFAULT = new RenderOptions(List.of(), Optional.empty(), List.of(), false, false);

    /** What templates are told. */
    Capabilities capabilities() {
        return Capabilities.offline(kubeVersion, apiVersions);
    }

    /** What templates are told when they are rendered for a cluster. */
    Capabilities capabilities(KubeClient kube) {
        return new Capabilities(
                kubeVersion.orElseGet(kube::version), new ClusterApis(kube, ApiVersions.of(apiVersions)));
    }

    /** The images, or stubs for them. */
    ChartImages images(ChartImages images) {
        return stubTags ? images.stubs() : images;
    }

    /** Copies the lists. */
    public RenderOptions {
        showOnly = List.copyOf(showOnly);
        apiVersions = List.copyOf(apiVersions);
    }
}
