package io.werf.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.deploy.DeployInterruptedException;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class InterruptOnExitTest {

    /** A run that ends in order when it is interrupted. */
    static final class Waiting {

        private Waiting() {}

        public static void main(String[] args) throws MojoExecutionException {
            InterruptOnExit.run(
                    () -> {
                        System.out.println("running");
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            throw new DeployInterruptedException("shop");
                        }
                    },
                    System.out::println);
        }
    }

    @Test
    void aRunThatIsTerminatedEndsInOrderAndSaysHow() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Waiting.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo("running");
            process.toHandle().destroy(); // SIGTERM, and unlike that of the process it leaves its output open

            assertThat(output.readLine()).isEqualTo("the run on release shop was interrupted");
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
}
