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
 * @param lookupResources YAML files of objects that {@code lookup} finds where no cluster is asked: paths relative to the
 *     project directory, read from the commit
 * @param includeCrds whether the files of {@code crds/} are shown too
 * @param validate whether the cluster is asked, without writing anything, what it thinks of each object; its version is the
 *     default of {@code kubeVersion} then, and its APIs are there too
 * @param stubTags whether all images have the tag {@code TAG} instead of their own
 */
public record RenderOptions(
        List<String> showOnly,
        Optional<String> kubeVersion,
        List<String> apiVersions,
        List<String> lookupResources,
        boolean includeCrds,
        boolean validate,
        boolean stubTags) {

    /** Everything, for Helm's default version. */
    public static final RenderOptions DEFAULT =
            new RenderOptions(List.of(), Optional.empty(), List.of(), List.of(), true, false, false);

    /** The same with other templates shown. */
    public RenderOptions showing(String... templates) {
        return new RenderOptions(
                List.of(templates), kubeVersion, apiVersions, lookupResources, includeCrds, validate, stubTags);
    }

    /** The same with another version of Kubernetes and other APIs. */
    public RenderOptions on(String version, String... apis) {
        return new RenderOptions(
                showOnly, Optional.of(version), List.of(apis), lookupResources, includeCrds, validate, stubTags);
    }

    /** The same with objects for {@code lookup}. */
    public RenderOptions finding(String... files) {
        return new RenderOptions(showOnly, kubeVersion, apiVersions, List.of(files), includeCrds, validate, stubTags);
    }

    /** The same without the files of {@code crds/}. */
    public RenderOptions withoutCrds() {
        return new RenderOptions(showOnly, kubeVersion, apiVersions, lookupResources, false, validate, stubTags);
    }

    /** The same, asking the cluster. */
    public RenderOptions validating() {
        return new RenderOptions(showOnly, kubeVersion, apiVersions, lookupResources, includeCrds, true, stubTags);
    }

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
        lookupResources = List.copyOf(lookupResources);
    }
}
