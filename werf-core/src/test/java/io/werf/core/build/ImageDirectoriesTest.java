package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.build.ImageDirectories.Directory;
import io.werf.core.image.BaseConfig;
import io.werf.core.image.StageEvaluator;
import io.werf.core.image.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ImageDirectoriesTest {

    private final ImageDirectories directories = new ImageDirectories("/base");

    /** For each COPY, the directories in its layer; those with the owner of its files are marked. */
    private List<String> layers(String... instructions) {
        List<String> layers = new ArrayList<>();
        StageEvaluator.evaluate(
                        TestImages.image(
                                "app", "FROM x\n" + String.join("\n", instructions), Map.of("a.txt", "a", "d/b", "b")),
                        Map.of(),
                        name -> new BaseConfig(Map.of(), "/base", List.of()))
                .get(0)
                .steps()
                .forEach(step -> {
                    if (step instanceof Step.Workdir workdir) {
                        directories.workdir(workdir.path());
                    } else if (step instanceof Step.Copy copy) {
                        layers.add(directories.missing(copy).stream()
                                .map(directory -> directory.path() + (directory.own() ? " own" : ""))
                                .collect(Collectors.joining(", ")));
                    }
                });
        return layers;
    }

    @Test
    void newOnesBelongToWhoOwnsTheFiles() {
        assertThat(layers("COPY . /srv/app/data/"))
                .containsExactly("/srv, /srv/app own, /srv/app/data own, /srv/app/data/d own");
    }

    @Test
    void whatAnEarlierLayerHasStaysAsItIs() {
        assertThat(layers("COPY a.txt /app/", "COPY a.txt /app/b.txt", "COPY a.txt /app/sub/"))
                .containsExactly("/app own", "", "/app/sub own");
    }

    @Test
    void workingDirectoriesAreRoots() {
        assertThat(layers("WORKDIR /place/dir", "COPY a.txt .", "COPY d ./d"))
                .containsExactly("/place, /place/dir", "/place/dir/d own");
        assertThat(layers("COPY a.txt /base/sub/")).containsExactly("/base, /base/sub own");
    }

    /** Nearly every base image has them. */
    @Test
    void directoriesOfTheSystemAreRoots() {
        assertThat(layers(
                        "COPY a.txt /usr/local/bin/",
                        "COPY a.txt /etc/app/",
                        "COPY a.txt /var/lib/app/",
                        "COPY a.txt /opt/"))
                .containsExactly(
                        "/usr, /usr/local, /usr/local/bin",
                        "/etc, /etc/app",
                        "/var, /var/lib, /var/lib/app own",
                        "/opt");
    }

    @Test
    void temporaryOnesAreForAll() {
        List<Directory> made = new ArrayList<>();
        StageEvaluator.evaluate(
                        TestImages.image("app", "FROM scratch\nCOPY a.txt /tmp/x/", Map.of("a.txt", "a")),
                        Map.of(),
                        name -> BaseConfig.EMPTY)
                .get(0)
                .steps()
                .forEach(step -> made.addAll(directories.missing((Step.Copy) step)));
        assertThat(made).containsExactly(new Directory("/tmp", 01777, false), new Directory("/tmp/x", 0755, true));
    }
}
