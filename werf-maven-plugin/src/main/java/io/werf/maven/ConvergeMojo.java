package io.werf.maven;

import io.werf.core.ConvergeRequest;
import io.werf.core.RolloutOptions;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Brings the application of HEAD's commit to Kubernetes: builds the images that the registry lacks, applies what differs in
 * the cluster, and waits until everything is ready. A run with nothing to do writes nothing.
 */
@Mojo(
        name = "converge",
        defaultPhase = LifecyclePhase.DEPLOY,
        requiresProject = false,
        aggregator = true,
        inheritByDefault = false,
        threadSafe = true)
public final class ConvergeMojo extends AbstractChartMojo {

    /** Rolls a failed deploy back to the last deployed revision; the goal fails nevertheless. Default: false. */
    @Parameter(property = "werf.autoRollback")
    private @Nullable String autoRollback;

    /** Longest time for the deploy: seconds, or with units as in {@code 10m}. Default: no limit. */
    @Parameter(property = "werf.timeout")
    private @Nullable String timeout;

    /** How many revisions of the release are kept. Default: 5. */
    @Parameter(property = "werf.releasesHistoryMax")
    private @Nullable String releasesHistoryMax;

    /** Follows the logs of new pods while they start. Default: true. */
    @Parameter(property = "werf.podLogs")
    private @Nullable String podLogs;

    @Override
    void run(Werf werf, Settings settings) {
        RolloutOptions rollout = new RolloutOptions(
                settings.flag("werf.autoRollback", autoRollback, false),
                settings.duration("werf.timeout", timeout),
                settings.number(
                        "werf.releasesHistoryMax", releasesHistoryMax, RolloutOptions.DEFAULT.historyLimit(), 1),
                settings.flag("werf.podLogs", podLogs, true));
        werf.converge(new ConvergeRequest(
                project(settings), images(settings), chart(settings), release(settings), rollout, sandbox(settings)));
    }
}
