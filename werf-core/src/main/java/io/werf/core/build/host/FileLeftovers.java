package io.werf.core.build.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files of ours: unfinished ones of killed runs after a day, and cached charts, those first that nobody has used for longest, when
 * the volume is too full. Never follows a link.
 */
final class FileLeftovers {

    private static final Duration IN_WORK = Duration.ofDays(1);
    private static final Pattern UNFINISHED_CHART = Pattern.compile("chart[0-9]+\\.part");
    private static final Pattern CHART = Pattern.compile("[0-9a-f]{64}\\.tgz");
    private static final Pattern DIRECTORY = Pattern.compile("werf-(context|docker|image)[0-9]+");

    private final Path charts;
    private final Path temporary;
    private final VolumeLimit limit;
    private final Function<Path, Volume> volumes;
    private final Clock clock;

    FileLeftovers(Path charts, Path temporary, VolumeLimit limit, Function<Path, Volume> volumes, Clock clock) {
        this.charts = charts;
        this.temporary = temporary;
        this.limit = limit;
        this.volumes = volumes;
        this.clock = clock;
    }

    /** @param used when it was read or written last */
    private record Found(Path path, long bytes, Instant used) {}

    List<Leftover> remove(boolean dryRun) {
        List<Leftover> removed = new ArrayList<>();
        Instant old = clock.instant().minus(IN_WORK);
        Stream.concat(found(charts, UNFINISHED_CHART).stream(), found(temporary, DIRECTORY).stream())
                .filter(found -> found.used().isBefore(old))
                .forEach(found -> removed.add(remove(found, "left by a run that was killed", dryRun)));
        List<Found> cached = found(charts, CHART);
        long excess = cached.isEmpty() ? 0 : volumes.apply(charts).excess(limit);
        for (Found chart : cached) {
            if (excess > 0) {
                excess -= Math.max(1, chart.bytes());
                removed.add(remove(chart, "the volume of the cache is fuller than " + limit.allowed() + " %", dryRun));
            }
        }
        return removed;
    }

    /** What is in a directory under such names; what was not used for longest comes first. */
    private static List<Found> found(Path directory, Pattern names) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(
                            path -> names.matcher(path.getFileName().toString()).matches())
                    .flatMap(path -> look(path).stream())
                    .sorted(Comparator.comparing(Found::used))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
    }

    /** Nothing for one that another process has just removed, or that is another user's. */
    private static List<Found> look(Path path) {
        try {
            BasicFileAttributes top = Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (top.isSymbolicLink()) {
                return List.of();
            }
            long[] bytes = {0};
            Files.walkFileTree(path, new Visitor(size -> bytes[0] += size, false));
            Instant read = top.lastAccessTime().toInstant();
            Instant written = top.lastModifiedTime().toInstant();
            // To look into a directory is to read it.
            boolean counts = !top.isDirectory() && read.isAfter(written);
            return List.of(new Found(path, bytes[0], counts ? read : written));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Leftover remove(Found found, String reason, boolean dryRun) {
        if (!dryRun) {
            try {
                Files.walkFileTree(found.path(), new Visitor(size -> {}, true));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot remove " + found.path(), e);
            }
        }
        return new Leftover(found.path().toString(), found.bytes(), reason);
    }

    /** Counts the bytes of a tree, and deletes it if wanted. */
    private static final class Visitor extends SimpleFileVisitor<Path> {

        private final LongConsumer size;
        private final boolean delete;

        Visitor(LongConsumer size, boolean delete) {
            this.size = size;
            this.delete = delete;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            size.accept(attributes.size());
            return deleted(file);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            return deleted(directory);
        }

        private FileVisitResult deleted(Path path) throws IOException {
            if (delete) {
                Files.deleteIfExists(path);
            }
            return FileVisitResult.CONTINUE;
        }
    }
}
