package io.werf.core.build.host;

import io.werf.core.build.LocalImages;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Removes what this project's builds have left in the local Docker Engine, and what our runs have left in files. Nothing of other
 * projects or programs, nothing that is in use, nothing of the cache of builds.
 */
public final class HostCleaner {

    private final LocalImages images;
    private final Path charts;
    private final Path temporary;
    private final Function<Path, Volume> volumes;
    private final Clock clock;

    /**
     * Works on this machine.
     *
     * @param charts directory of the cached charts
     * @param temporary directory for temporary files
     */
    public HostCleaner(LocalImages images, Path charts, Path temporary, Clock clock) {
        this(images, charts, temporary, Volume::of, clock);
    }

    HostCleaner(LocalImages images, Path charts, Path temporary, Function<Path, Volume> volumes, Clock clock) {
        this.images = images;
        this.charts = charts;
        this.temporary = temporary;
        this.volumes = volumes;
        this.clock = clock;
    }

    /**
     * Cleans up, or only says what would go. Blocks.
     *
     * @param engine how full the volume of the Engine may be
     * @param cache how full the volume of the cached charts may be
     * @throws io.werf.core.build.LocalEngineException if the Engine fails
     */
    public HostCleanupResult clean(String project, VolumeLimit engine, VolumeLimit cache, boolean dryRun) {
        List<Leftover> removed = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        Optional<String> unavailable = images.unavailable();
        unavailable.ifPresent(why -> notes.add("images: " + why));
        if (unavailable.isEmpty()) {
            if (images.storage().isEmpty()) {
                notes.add("images: the Engine is not on this machine, so how full its volume is does not count");
            }
            removed.addAll(new ImageLeftovers(images, project, engine, volumes, clock).remove(dryRun));
        }
        removed.addAll(new FileLeftovers(charts, temporary, cache, volumes, clock).remove(dryRun));
        return new HostCleanupResult(dryRun, removed, notes);
    }
}
