package io.werf.core;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.registry.DockerConfigCredentials;
import io.werf.core.registry.DockerConfigException;
import io.werf.core.secret.Redactor;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The configuration of the Docker CLI as a value for charts, which make a Secret of it. */
final class DockerConfigJson {

    private DockerConfigJson() {}

    /**
     * The file in base64; the redactor knows it then, and the logins in it.
     *
     * @param directory where {@code config.json} is
     * @throws DockerConfigException if it is not there or cannot be read
     */
    static String read(Path directory, Redactor redactor) {
        Path file = directory.resolve("config.json");
        Map<String, Object> config =
                DockerConfigCredentials.read(file).orElseThrow(() -> DockerConfigException.missing(file));
        for (Object login : Tree.map(config, "auths").values()) {
            for (String secret : List.of("auth", "password", "identitytoken")) {
                Tree.string(login, secret).ifPresent(redactor::add);
            }
        }
        String encoded = Base64.getEncoder().encodeToString(Json.writeBytes(config));
        redactor.add(encoded);
        return encoded;
    }
}
