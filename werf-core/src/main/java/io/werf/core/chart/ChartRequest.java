package io.werf.core.chart;

import io.werf.core.git.Commit;
import java.util.Optional;

/**
 * What a chart is rendered for.
 *
 * @param chartDir directory of the chart relative to the project
 * @param project name of the project
 * @param env environment, {@code ""} for none
 * @param release name of the release
 * @param namespace of the release
 * @param revision number that the new revision will have
 * @param isUpgrade whether the release exists already
 * @param images of {@code werf.yaml}
 * @param commit that is deployed
 * @param version of this program
 * @param appVersion replaces that of {@code Chart.yaml}; empty means as it is there
 * @param values the user's
 * @param capabilities of the cluster
 */
public record ChartRequest(
        String chartDir,
        String project,
        String env,
        String release,
        String namespace,
        int revision,
        boolean isUpgrade,
        ChartImages images,
        Commit commit,
        String version,
        Optional<String> appVersion,
        ValueSources values,
        Capabilities capabilities) {}
