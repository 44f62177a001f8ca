package io.werf.core.build.host;

import io.werf.core.build.LocalImages;
import io.werf.core.build.LocalImages.LocalImage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Images of a project in the local Engine: those without a name go when they are older than an hour, those with one only when the
 * volume is too full, the oldest first. Builds that are under way need theirs for less than an hour. They can all be pulled again.
 */
final class ImageLeftovers {

    private static final Duration IN_WORK = Duration.ofHours(1);

    /** Builds that are reproducible byte by byte say 1970: nobody knows how old those are, and they stay. */
    private static final Instant FIRST_HONEST_TIME = Instant.parse("1981-01-01T00:00:00Z");

    private final LocalImages images;
    private final String project;
    private final VolumeLimit limit;
    private final Function<Path, Volume> volumes;
    private final Clock clock;
    private final Set<String> seen = new HashSet<>();

    ImageLeftovers(LocalImages images, String project, VolumeLimit limit, Function<Path, Volume> volumes, Clock clock) {
        this.images = images;
        this.project = project;
        this.limit = limit;
        this.volumes = volumes;
        this.clock = clock;
    }

    /** Removes them, or only says which. What freed less than its size, because others share layers, is made up for. */
    List<Leftover> remove(boolean dryRun) {
        List<Leftover> removed = new ArrayList<>();
        Optional<Path> storage = images.storage();
        List<LocalImage> batch = batch(storage);
        while (!batch.isEmpty()) {
            for (LocalImage image : batch) {
                seen.add(image.id());
                if (dryRun || images.remove(image)) {
                    removed.add(leftover(image));
                }
            }
            batch = dryRun ? List.of() : batch(storage);
        }
        return removed;
    }

    private List<LocalImage> batch(Optional<Path> storage) {
        List<LocalImage> old = images.of(project).stream()
                .filter(image -> !seen.contains(image.id())
                        && image.created().isAfter(FIRST_HONEST_TIME)
                        && image.created().isBefore(clock.instant().minus(IN_WORK)))
                .sorted(Comparator.comparing(LocalImage::created))
                .toList();
        long excess = storage.map(volumes).map(volume -> volume.excess(limit)).orElse(0L);
        return choose(old, excess);
    }

    /** Those without a name, and of the others the first ones, until {@code excess} bytes are together. */
    static List<LocalImage> choose(List<LocalImage> old, long excess) {
        List<LocalImage> chosen = new ArrayList<>(
                old.stream().filter(image -> image.names().isEmpty()).toList());
        long left = excess - chosen.stream().mapToLong(LocalImage::bytes).sum();
        for (LocalImage image : old) {
            if (left > 0 && !image.names().isEmpty()) {
                chosen.add(image);
                left -= Math.max(1, image.bytes());
            }
        }
        return chosen;
    }

    private Leftover leftover(LocalImage image) {
        return image.names().isEmpty()
                ? new Leftover("image " + image.id(), image.bytes(), "no name refers to it any more")
                : new Leftover(
                        "image " + String.join(", ", image.names()),
                        image.bytes(),
                        "the volume of the Engine is fuller than " + limit.allowed() + " %");
    }
}
