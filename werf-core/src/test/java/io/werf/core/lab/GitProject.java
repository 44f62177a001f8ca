package io.werf.core.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A scratch Git repository made with the git program, so that what JGit reads was not written by JGit. */
public final class GitProject {

    private final Path directory;
    private String date = "2026-01-02T03:04:05Z";

    private GitProject(Path directory) {
        this.directory = directory;
    }

    /** Makes an empty repository with branch {@code main} in an existing directory. */
    public static GitProject init(Path directory) {
        GitProject project = new GitProject(directory);
        project.git("init", "-q", "-b", "main");
        return project;
    }

    /** Where it is. */
    public Path directory() {
        return directory;
    }

    /** The repository in an existing directory. */
    public static GitProject in(Path directory) {
        return new GitProject(directory);
    }

    /** The date of the commits and tags made from now on. */
    public GitProject at(Instant time) {
        date = time.toString();
        return this;
    }

    /** Writes a file of the work tree, with its directories. */
    public GitProject file(String path, String content) {
        try {
            Path file = directory.resolve(path);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Adds everything and commits it; returns the commit's hash. */
    public String commit(String message) {
        git("add", "-A");
        git("commit", "-q", "--allow-empty", "-m", message);
        return git("rev-parse", "HEAD").strip();
    }

    /** Runs git in the directory, with no configuration but the repository's; returns its standard output. */
    public String git(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-c", "protocol.file.allow=always"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
        for (String who : List.of("AUTHOR", "COMMITTER")) {
            environment.put("GIT_" + who + "_NAME", "test");
            environment.put("GIT_" + who + "_EMAIL", "test@example.com");
            environment.put("GIT_" + who + "_DATE", date);
        }
        try {
            Process process = builder.redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + " failed: " + output);
            }
            return output;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
