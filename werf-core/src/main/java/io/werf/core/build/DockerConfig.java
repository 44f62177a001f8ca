package io.werf.core.build;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.DockerConfigCredentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configuration that a docker program is run with: the user's, which is never written; or, where a run has credentials of its
 * own, a private copy of it with these, whose plugins, contexts and builders are still the user's.
 */
final class DockerConfig implements AutoCloseable {

    private final Map<String, String> environment;
    private final @Nullable TemporaryDirectory copy;

    private DockerConfig(Map<String, String> environment, @Nullable TemporaryDirectory copy) {
        this.environment = environment;
        this.copy = copy;
    }

    /**
     * @param environment of the docker program
     * @param logins of this run, by the name of the server; they win over the user's
     * @throws io.werf.core.registry.DockerConfigException if the user's cannot be read
     */
    static DockerConfig of(Map<String, String> environment, Map<String, Credentials> logins) throws IOException {
        if (logins.isEmpty()) {
            return new DockerConfig(environment, null);
        }
        TemporaryDirectory copy = new TemporaryDirectory("werf-docker");
        try {
            Path users = directory(environment).toAbsolutePath();
            link(users, copy.path());
            Files.write(copy.path().resolve("config.json"), Json.writeBytes(merged(users, logins)));
            Map<String, String> changed = new HashMap<>(environment);
            changed.put("DOCKER_CONFIG", copy.path().toString());
            return new DockerConfig(changed, copy);
        } catch (IOException | RuntimeException e) {
            copy.close();
            throw e;
        }
    }

    /** The directory of the user's; need not exist. */
    static Path directory(Map<String, String> environment) {
        return DockerConfigCredentials.directory(environment, Path.of(environment.getOrDefault("HOME", "")));
    }

    private static void link(Path users, Path copy) throws IOException {
        if (!Files.isDirectory(users)) {
            return;
        }
        try (Stream<Path> all = Files.list(users)) {
            for (Path entry : all.toList()) {
                String name = entry.getFileName().toString();
                if (!name.startsWith("config.json")) {
                    Files.createSymbolicLink(copy.resolve(name), entry);
                }
            }
        }
    }

    private static Map<String, Object> merged(Path users, Map<String, Credentials> logins) {
        Map<String, Object> config = Tree.copy(
                DockerConfigCredentials.read(users.resolve("config.json")).orElseGet(Map::of));
        logins.forEach((server, login) -> {
            Tree.mapForWriting(config, "auths").put(server, entry(login));
            if (config.containsKey("credsStore") || config.containsKey("credHelpers")) {
                // An empty helper is none: what is in the file counts for this server.
                Tree.mapForWriting(config, "credHelpers").put(server.replaceFirst("^https://([^/]+)/.*$", "$1"), "");
                Tree.mapForWriting(config, "credHelpers").put(server, "");
            }
        });
        return config;
    }

    private static Map<String, Object> entry(Credentials login) {
        if (login.isIdentityToken()) {
            return Map.of("identitytoken", login.password());
        }
        String text = login.username() + ":" + login.password();
        return Map.of("auth", Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Of the docker program. */
    Map<String, String> environment() {
        return environment;
    }

    @Override
    public void close() throws IOException {
        if (copy != null) {
            copy.close();
        }
    }
}
