package io.werf.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.Advice;
import io.werf.core.ChartOptions;
import io.werf.core.ConvergeReport;
import io.werf.core.ConvergeRequest;
import io.werf.core.ImageOptions;
import io.werf.core.ProjectOptions;
import io.werf.core.ReleaseOptions;
import io.werf.core.RolloutOptions;
import io.werf.core.Werf;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.lab.GitProject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Werf without Maven: {@link Program} is all that another program needs. */
class EmbeddedTest {

    /** A plain Java program that brings the project in a directory to the sandbox and prints what happens. */
    static final class Program {

        private final PrintStream out;

        Program(PrintStream out) {
            this.out = out;
        }

        /** Returns the exit code. */
        int run(Path project, String env) {
            ConvergeRequest request = new ConvergeRequest(
                    ProjectOptions.of(project).withEnv(env),
                    ImageOptions.none(),
                    ChartOptions.DEFAULT.withSet("greeting=good morning"),
                    ReleaseOptions.DEFAULT,
                    RolloutOptions.DEFAULT,
                    true);
            try {
                ConvergeReport report = new Werf(this::print).converge(request);
                out.println("revision " + report.revision() + " of " + report.release());
                return 0;
            } catch (WerfException e) {
                out.println(Advice.describe(e));
                return 1;
            }
        }

        private void print(Event event) {
            if (event instanceof Event.RolloutProgress progress) {
                out.println(progress.resource() + ": " + progress.state());
            }
        }
    }

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Program program = new Program(new PrintStream(printed, true, StandardCharsets.UTF_8));

    @Test
    void aPlainProgramConverges() {
        Hello.copy(Path.of("examples/hello"), directory);
        GitProject.init(directory).commit("Hello");

        assertThat(program.run(directory, "test")).isZero();
        assertThat(output()).contains("Deployment/web: 1/1 ready").contains("revision 1 of hello-test");
    }

    @Test
    void itsErrorsSayWhatToDo() {
        GitProject.init(directory);

        assertThat(program.run(directory, "")).isEqualTo(1);
        assertThat(output()).contains("git add . && git commit");
    }

    @Test
    void nothingLeaksOutOfARun() {
        Hello.copy(Path.of("examples/hello"), directory);
        GitProject.init(directory).commit("Hello");
        program.run(directory, "");

        List<String> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon() && thread != Thread.currentThread())
                .map(Thread::getName)
                .filter(name -> name.startsWith("werf") || name.startsWith("sandbox"))
                .toList();
        assertThat(left).isEmpty();
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
