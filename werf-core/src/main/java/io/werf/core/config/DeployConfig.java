package io.werf.core.config;

import java.util.Optional;

/**
 * The {@code deploy} section of {@code werf.yaml}.
 *
 * @param helmChartDir chart directory relative to the project, default {@code .helm}
 * @param helmRelease template of the release name with {@code [[ ]]}; empty means the default one
 * @param helmReleaseSlug whether the rendered name is slugged (default) or must be valid as it is
 * @param namespace template of the namespace, like {@code helmRelease}
 * @param namespaceSlug like {@code helmReleaseSlug}
 * @param appVersion replaces the {@code appVersion} of the chart's {@code Chart.yaml}; empty means as it is there
 */
public record DeployConfig(
        String helmChartDir,
        Optional<String> helmRelease,
        boolean helmReleaseSlug,
        Optional<String> namespace,
        boolean namespaceSlug,
        Optional<String> appVersion) {

    /** What holds when the section is absent. */
    public static final DeployConfig DEFAULT =
            new DeployConfig(".helm", Optional.empty(), true, Optional.empty(), true, Optional.empty());
}
