package io.werf.core;

import io.werf.core.secret.SecretKey;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the keys of a project's secrets are looked for. */
final class SecretKeys {

    private static final String HOME = "WERF_HOME";
    private static final String OLD = "WERF_OLD_SECRET_KEY";

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

    /** The key that secrets were encrypted with before it was changed. */
    SecretKey old() {
        return SecretKey.inVariable(OLD, Optional.ofNullable(environment.get(OLD)));
    }

    private Path home() {
        String home = environment.getOrDefault(HOME, "");
        return home.isEmpty() ? Path.of(System.getProperty("user.home"), ".werf") : Path.of(home);
    }
}
