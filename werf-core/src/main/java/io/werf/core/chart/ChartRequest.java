package io.werf.core.chart;

import io.werf.core.git.Commit;
import java.util.Map;

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
 * @param images full name ({@code repo:tag}) by image name; {@code ""} is the nameless image
 * @param repo the project's repository, {@code ""} when it has no images
 * @param commit that is deployed
 * @param version of this program
 * @param values the user's
 * @param kubeVersion of the cluster, for example {@code v1.20.2}
 * @param apiVersions what the cluster serves
 */
public record ChartRequest(
        String chartDir,
        String project,
        String env,
        String release,
        String namespace,
        int revision,
        boolean isUpgrade,
        Map<String, String> images,
        String repo,
        Commit commit,
        String version,
        ValueSources values,
        String kubeVersion,
        ApiVersions apiVersions) {

    /** Copies the map. */
    public ChartRequest {
        images = Map.copyOf(images);
    }
}
