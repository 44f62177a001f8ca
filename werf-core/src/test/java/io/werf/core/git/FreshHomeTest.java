package io.werf.core.git;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.lab.GitProject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JGit alone would measure the file system for more than three seconds, write into the home and run git. */
class FreshHomeTest {

    @TempDir
    private Path directory;

    /** Runs in a virtual machine of its own. */
    static final class FirstUse {
        private FirstUse() {}

        @SuppressWarnings("SystemOut")
        public static void main(String[] arguments) {
            try (GitRepository repository = GitRepository.open(Path.of(arguments[0]))) {
                ProjectTree tree = repository.tree(repository.head());
                String content = tree.text("a.txt").orElseThrow();
                int changed = repository.uncommitted(path -> Optional.of("")).size();
                System.out.println(content + ", " + changed + " changed");
            }
        }
    }

    @Test
    void firstUseMeasuresNothingWritesNothingAndRunsNothing() throws Exception {
        Path home = Files.createDirectory(directory.resolve("home"));
        Path temporary = Files.createDirectory(directory.resolve("tmp"));
        Path programs = Files.createDirectory(directory.resolve("bin"));
        Path wasRun = directory.resolve("was-run");
        for (String program : List.of("git", "sh", "bash")) {
            Path script = programs.resolve(program);
            Files.writeString(script, "#!/bin/sh\n: > " + wasRun + "\n");
            assertThat(script.toFile().setExecutable(true)).isTrue();
        }
        GitProject project = GitProject.init(Files.createDirectory(directory.resolve("project")));
        project.file("a.txt", "content").commit("one");
        project.file("b.txt", "untracked");
        Set<String> before = files(project.directory());

        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-Duser.home=" + home,
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                FirstUse.class.getName(),
                project.directory().toString());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of("HOME", home.toString(), "PATH", programs.toString()));
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).isEqualTo("content, 1 changed\n");
        assertThat(files(home)).as("what was measured is kept there").isEmpty();
        assertThat(files(temporary)).isEmpty();
        assertThat(files(project.directory())).isEqualTo(before);
        assertThat(wasRun).doesNotExist();
    }

    private static Set<String> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(path -> !path.equals(directory))
                    .map(Path::toString)
                    .collect(Collectors.toSet());
        }
    }
}
