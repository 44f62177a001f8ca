package io.werf.core;

import io.werf.core.build.host.VolumeLimit;

/**
 * Remove what runs have left on this machine.
 *
 * @param engine how full the volume of the local Docker Engine may be before images go that could be pulled again
 * @param cache how full the volume of cached charts may be before charts go that could be fetched again
 * @param dryRun whether nothing is removed
 */
public record HostCleanupRequest(ProjectOptions project, VolumeLimit engine, VolumeLimit cache, boolean dryRun) {}
