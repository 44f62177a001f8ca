package io.werf.core.build.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.build.LocalImages;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real Engine, with images of projects that nobody else has. */
@NeedsLab(NeedsLab.Server.DOCKER)
class HostCleanerLabTest {

    private static final VolumeLimit LIMIT = VolumeLimit.DEFAULT;

    @TempDir
    private Path temporary;

    private final String project = Lab.uniqueName("host-cleanup");
    private final String other = project + "-other";
    private final LocalImages images = new LocalImages(System.getenv());
    private final List<String> created = new ArrayList<>();
    private String named;
    private String nameless;
    private String foreign;
    private String foreignNameless;
    private String renamed;
    private String used;
    private String container;

    @BeforeEach
    void makeImages() throws IOException, InterruptedException {
        named = image(project, 1, "localhost:1/" + project + ":" + digest(1));
        nameless = image(project, 2);
        foreign = image(other, 3, "localhost:1/" + project + ":" + digest(3));
        foreignNameless = image(other, 4);
        renamed = image(project, 5, "localhost:1/" + project + ":mine");
        used = image(project, 6, "localhost:1/" + project + ":" + digest(6));
        container = docker("create", used, "/nothing");
    }

    @AfterEach
    void remove() throws IOException, InterruptedException {
        docker("rm", container);
        for (String image : present()) {
            docker("rmi", "-f", image);
        }
        images.close();
    }

    private static String digest(int number) {
        return String.format("%056x", number);
    }

    private String image(String owner, int number, String... name) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "import",
                "--change",
                "LABEL werf=" + owner + " werf-stage-content-digest=" + digest(number) + " unique=" + project + number,
                "-"));
        command.addAll(List.of(name));
        String id = docker(command.toArray(String[]::new));
        created.add(id);
        return id;
    }

    private static String docker(String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Stream.concat(Stream.of("docker"), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(new byte[1024]); // an empty tar
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private List<String> present() throws IOException, InterruptedException {
        List<String> all = docker("images", "-q", "--no-trunc", "--filter", "label=werf")
                .lines()
                .toList();
        return created.stream().filter(all::contains).toList();
    }

    private HostCleanupResult clean(int usedPercent, Duration later, boolean dryRun) {
        return new HostCleaner(
                        images,
                        temporary.resolve("charts"),
                        temporary,
                        path -> new Volume(100, usedPercent),
                        Clock.offset(Clock.systemUTC(), later))
                .clean(project, LIMIT, LIMIT, dryRun);
    }

    @Test
    void imagesThatLostTheirNameGoAfterAnHour() throws IOException, InterruptedException {
        assertThat(clean(10, Duration.ofMinutes(30), false).removed()).isEmpty();
        HostCleanupResult wouldGo = clean(10, Duration.ofHours(2), true);
        assertThat(wouldGo.removed()).extracting(Leftover::what).containsExactly("image " + nameless);
        assertThat(present()).hasSize(6);
        assertThat(clean(10, Duration.ofHours(2), false).removed()).isEqualTo(wouldGo.removed());
        assertThat(present()).containsExactlyInAnyOrder(named, foreign, foreignNameless, renamed, used);
    }

    @Test
    void whenTheVolumeIsFullImagesWithANameGoButNothingOfOthersAndNothingInUse()
            throws IOException, InterruptedException {
        assertThat(clean(100, Duration.ofMinutes(30), false).removed()).isEmpty();
        assertThat(clean(100, Duration.ofHours(2), false).removed())
                .extracting(Leftover::what)
                .containsExactlyInAnyOrder("image " + nameless, "image localhost:1/" + project + ":" + digest(1));
        assertThat(present()).containsExactlyInAnyOrder(foreign, foreignNameless, renamed, used);
    }
}
