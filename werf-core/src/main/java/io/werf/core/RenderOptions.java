package io.werf.core;

import java.util.List;
import java.util.Optional;

/**
 * How a chart is rendered without a cluster.
 *
 * @param showOnly paths of templates, as {@code templates/web.yaml} or from the project directory; none for all
 * @param kubeVersion what {@code .Capabilities.KubeVersion} says; Helm's default {@code v1.20.0} when empty
 * @param apiVersions what {@code .Capabilities.APIVersions} has
 * @param validate whether the cluster is asked, without writing anything, what it thinks of each object; its version is the
 *     default of {@code kubeVersion} then, and its APIs are there too
 */
public record RenderOptions(
        List<String> showOnly, Optional<String> kubeVersion, List<String> apiVersions, boolean validate) {

    /** Everything, for Helm's default version. */
    public static final RenderOptions DEFAULT = new RenderOptions(List.of(), Optional.empty(), List.of(), false);

    /** Copies the lists. */
    public RenderOptions {
        showOnly = List.copyOf(showOnly);
        apiVersions = List.copyOf(apiVersions);
    }
}
