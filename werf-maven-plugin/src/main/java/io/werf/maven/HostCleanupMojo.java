package io.werf.maven;

import io.werf.core.HostCleanupRequest;
import io.werf.core.Werf;
import io.werf.core.build.host.VolumeLimit;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Removes what runs have left on this machine: images that builds of this project have made in the local Docker Engine, cached charts
 * and temporary files of killed runs. Images that have a name, and charts, go only when the volume they are on is too full. Nothing of
 * other projects or programs goes, nothing that a container uses, and nothing of Docker's build cache.
 */
@Mojo(name = "host-cleanup", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class HostCleanupMojo extends AbstractWerfMojo {

    /** Says what would go and why, and removes nothing. Default: false. */
    @Parameter(property = "werf.dryRun")
    private @Nullable String dryRun;

    /** Percent of the Docker Engine's volume that may be used before images go, the oldest first. Default: 70. */
    @Parameter(property = "werf.allowedDockerStorageVolumeUsage")
    private @Nullable String allowedDockerStorageVolumeUsage;

    /** Percent points below {@code allowedDockerStorageVolumeUsage} that are aimed at. Default: 5. */
    @Parameter(property = "werf.allowedDockerStorageVolumeUsageMargin")
    private @Nullable String allowedDockerStorageVolumeUsageMargin;

    /** Percent of the volume of {@code ~/.werf} that may be used before cached charts go, the longest unused first. Default: 70. */
    @Parameter(property = "werf.allowedLocalCacheVolumeUsage")
    private @Nullable String allowedLocalCacheVolumeUsage;

    /** Percent points below {@code allowedLocalCacheVolumeUsage} that are aimed at. Default: 5. */
    @Parameter(property = "werf.allowedLocalCacheVolumeUsageMargin")
    private @Nullable String allowedLocalCacheVolumeUsageMargin;

    @Override
    void run(Werf werf, Settings settings) {
        werf.hostCleanup(new HostCleanupRequest(
                project(settings),
                limit(
                        settings,
                        "werf.allowedDockerStorageVolumeUsage",
                        allowedDockerStorageVolumeUsage,
                        allowedDockerStorageVolumeUsageMargin),
                limit(
                        settings,
                        "werf.allowedLocalCacheVolumeUsage",
                        allowedLocalCacheVolumeUsage,
                        allowedLocalCacheVolumeUsageMargin),
                settings.flag("werf.dryRun", dryRun, false)));
    }

    /** More than all is all, and a margin ends at nothing. */
    private static VolumeLimit limit(
            Settings settings, String property, @Nullable String allowed, @Nullable String margin) {
        int most = Math.min(100, settings.number(property, allowed, VolumeLimit.DEFAULT.allowed(), 0));
        int below = settings.number(property + "Margin", margin, VolumeLimit.DEFAULT.margin(), 0);
        return new VolumeLimit(most, Math.min(most, below));
    }
}
