package io.werf.core.build.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.build.LocalImages.LocalImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    @TempDir
    private Path temporary;

    private final Instant now = Instant.now();

    private static LocalImage image(String id, long bytes, String... names) {
        return new LocalImage(id, List.of(names), Instant.EPOCH, bytes);
    }

    @Test
    void theOldestImagesGoUntilEnoughIsFree() {
        List<LocalImage> all =
                List.of(image("a", 10, "x:1"), image("b", 10), image("c", 10, "x:2"), image("d", 10, "x:3"));
        assertThat(ImageLeftovers.choose(all, 0)).extracting(LocalImage::id).containsExactly("b");
        assertThat(ImageLeftovers.choose(all, 11)).extracting(LocalImage::id).containsExactly("b", "a");
        assertThat(ImageLeftovers.choose(all, 30)).extracting(LocalImage::id).containsExactly("b", "a", "c");
    }

    @Test
    void aVolumeIsCleanedDownToTheMarginOnlyWhenItIsTooFull() {
        assertThat(new Volume(1000, 700).excess(VolumeLimit.DEFAULT)).isZero();
        assertThat(new Volume(1000, 701).excess(VolumeLimit.DEFAULT)).isEqualTo(51);
        assertThat(Volume.of(temporary).total()).isPositive();
        assertThatThrownBy(() -> new VolumeLimit(10, 11)).isInstanceOf(IllegalArgumentException.class);
    }

    private Path file(Path path, Duration age) throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, new byte[100]);
        return aged(path, age);
    }

    private Path aged(Path path, Duration age) throws IOException {
        FileTime time = FileTime.from(now.minus(age));
        Files.getFileAttributeView(path, BasicFileAttributeView.class).setTimes(time, time, null);
        return path;
    }

    private List<Leftover> remove(long used, boolean dryRun) {
        return new FileLeftovers(
                        temporary.resolve("charts"),
                        temporary.resolve("tmp"),
                        VolumeLimit.DEFAULT,
                        path -> new Volume(1000, used),
                        Clock.systemUTC())
                .remove(dryRun);
    }

    @Test
    void whatKilledRunsLeftGoesAfterADay() throws IOException {
        Path charts = temporary.resolve("charts");
        Path unfinished = file(charts.resolve("chart123.part"), Duration.ofDays(2));
        Path inWork = file(charts.resolve("chart124.part"), Duration.ofHours(2));
        Path others = file(temporary.resolve("tmp/other123/file"), Duration.ofDays(2));
        Path precious = file(temporary.resolve("precious"), Duration.ofDays(2));
        Path context = file(temporary.resolve("tmp/werf-context123/a/file"), Duration.ofDays(2));
        Files.createSymbolicLink(context.resolveSibling("link"), precious);
        Files.createSymbolicLink(temporary.resolve("tmp/werf-context124"), temporary);
        Path directory = aged(temporary.resolve("tmp/werf-context123"), Duration.ofDays(2));
        assertThat(remove(10, true)).extracting(Leftover::what).contains(unfinished.toString(), directory.toString());
        assertThat(directory).exists();
        assertThat(remove(10, false)).hasSize(2);
        assertThat(List.of(unfinished, directory)).noneMatch(Files::exists);
        assertThat(List.of(inWork, others, precious)).allMatch(Files::exists);
    }

    @Test
    void chartsGoWhenTheVolumeIsFullThoseFirstThatNobodyUsed() throws IOException {
        Path charts = temporary.resolve("charts");
        Path first = file(charts.resolve("a".repeat(64) + ".tgz"), Duration.ofDays(3));
        Path second = file(charts.resolve("b".repeat(64) + ".tgz"), Duration.ofDays(9));
        Path foreign = file(charts.resolve("mine.tgz"), Duration.ofDays(99));
        assertThat(remove(700, false)).isEmpty();
        assertThat(remove(740, false)).extracting(Leftover::what).containsExactly(second.toString());
        assertThat(List.of(first, foreign)).allMatch(Files::exists);
    }
}
