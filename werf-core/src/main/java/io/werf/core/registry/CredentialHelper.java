package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs a credential helper by the protocol of Docker's credential helpers: {@code get} with the server on stdin. */
record CredentialHelper(String program, Map<String, String> environment) {

    private static final int LARGEST_ANSWER = 1 << 20;
    private static final int PATIENCE_SECONDS = 60;

    /** Where installers put helpers that an IDE's or a daemon's PATH lacks. */
    private static final List<String> USUAL_FOLDERS =
            List.of("/usr/local/bin", "/opt/homebrew/bin", "/snap/bin", "/usr/bin");

    /** What came of it; the description never has the secret. */
    record Answer(Optional<Credentials> credentials, String description) {}

    Answer get(String registry) {
        Optional<Path> found = locate();
        if (found.isEmpty()) {
            return new Answer(Optional.empty(), "not found on PATH");
        }
        try {
            return run(found.get(), registry);
        } catch (IOException e) {
            return new Answer(Optional.empty(), "failed: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(Optional.empty(), "interrupted");
        }
    }

    private Optional<Path> locate() {
        String path = environment.getOrDefault("PATH", "");
        return Stream.concat(Stream.of(path.split(java.io.File.pathSeparator)), USUAL_FOLDERS.stream())
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Answer run(Path file, String registry) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(file.toString(), "get").redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            CompletableFuture<Process> unused = process.onExit()
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .exceptionally(late -> {
                        process.destroyForcibly();
                        return process;
                    });
            try (OutputStream in = process.getOutputStream()) {
                in.write(serverOf(registry).getBytes(StandardCharsets.UTF_8));
            }
            byte[] output = process.getInputStream().readNBytes(LARGEST_ANSWER);
            int exit = process.waitFor();
            return exit == 0 ? parse(output) : new Answer(Optional.empty(), "no credentials, exit code " + exit);
        } finally {
            process.destroyForcibly();
        }
    }

    private static Answer parse(byte[] output) {
        try {
            Object json = Json.read(output);
            Optional<Credentials> credentials = Tree.string(json, "Username")
                    .flatMap(user -> Tree.string(json, "Secret").map(secret -> new Credentials(user, secret)));
            return new Answer(
                    credentials,
                    credentials
                            .map(c -> "found, user \"" + c.username() + "\"")
                            .orElse("an answer without credentials"));
        } catch (JsonException e) {
            return new Answer(Optional.empty(), "an answer that is not JSON");
        }
    }

    private static String serverOf(String registry) {
        return registry.equals("index.docker.io") ? "https://index.docker.io/v1/" : registry;
    }
}
