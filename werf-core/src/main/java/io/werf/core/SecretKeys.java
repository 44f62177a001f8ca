package io.werf.core;

import io.werf.core.secret.SecretKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the keys of a project's secrets are looked for. */
final class SecretKeys {

    private static final String HOME = "WERF_HOME";

    private final Map<String, String> environment;
    private final Path project;

    SecretKeys(Map<String, String> environment, Path project) {
        this.environment = environment;
        this.project = project;
    }

    /** The key that secrets are encrypted with. */
    SecretKey current() {
        return SecretKey.find(Optional.ofNullable(environment.get(SecretKey.VARIABLE)), project, home());
    }

    private Path home() {
        String home = environment.getOrDefault(HOME, "");
        return home.isEmpty() ? Path.of(System.getProperty("user.home"), ".werf") : Path.of(home);
    }
}
