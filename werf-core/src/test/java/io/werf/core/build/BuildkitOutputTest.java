package io.werf.core.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.Advice;
import io.werf.core.error.WerfException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BuildkitOutputTest {

    private static WerfException failure(String... lines) {
        BuildkitOutput output = new BuildkitOutput(TestImages.image("app", "FROM x\nRUN dd", Map.of()), line -> {});
        for (String line : lines) {
            output.accept(line);
        }
        return output.failure(1);
    }

    @Test
    void anEngineThatGoesAwayIsSaid() {
        assertThat(
                        failure(
                                "#5 [2/2] RUN dd",
                                "#5 0.1 working",
                                "Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?"))
                .hasMessageContaining(
                        "exit code 1: Cannot connect to the Docker daemon at unix:///var/run/docker.sock");
    }

    @Test
    void instructionsOfABaseImageThatFailAreNotTakenForThoseOfTheDockerfile() {
        for (String step : new String[] {"#6 [2/2] COPY . /app", "#6 [3/2] RUN make"}) {
            assertThat(failure(step, "#6 ERROR: exit code: 2"))
                    .isInstanceOfSatisfying(
                            BuildFailedException.class,
                            failure -> assertThat(failure.instruction()).isEmpty())
                    .hasMessageContaining(step.substring("#6 ".length()));
        }
    }

    @Test
    void noSpaceIsSaidWithWhatToDo() {
        WerfException failure = failure(
                "#5 [2/2] RUN dd",
                "#5 ERROR: failed to copy: write /var/lib/docker/x: no space left on device",
                "ERROR: failed to solve: failed to copy: write /var/lib/docker/x: no space left on device");

        assertThat(failure).hasMessageContaining("RUN failed: ").hasMessageContaining("no space left on device");
        assertThat(Advice.of(failure)).contains("docker builder prune");
    }

    @Test
    void aBuilderThatIsOlderThanTheDockerfileIsSaid() {
        WerfException failure = failure(
                "ERROR: failed to solve: rpc error: code = Unknown desc = failed to solve with frontend dockerfile.v0: "
                        + "failed to create LLB definition: dockerfile parse error line 2: Unknown flag: link");

        assertThat(failure)
                .isInstanceOf(OldBuilderException.class)
                .hasMessageContaining(
                        "Dockerfile:2:1: image \"app\" cannot be built: this builder does not understand RUN: Unknown flag: link");
        assertThat(Advice.of(failure)).contains("# syntax=docker/dockerfile:1");
    }
}
