package io.werf.core.build;

import io.werf.core.config.BuildSecret;
import io.werf.core.config.ImageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Finds the secrets of builds on this machine, and makes them known to whoever masks output. */
public final class SecretReader {

    /** BuildKit takes no larger ones. */
    private static final long LARGEST = 500L << 10;

    private final Map<String, String> environment;
    private final Path project;
    private final Consumer<String> known;

    /**
     * @param environment of the run
     * @param project the project directory, for relative paths
     * @param known told each value before a builder gets it
     */
    public SecretReader(Map<String, String> environment, Path project, Consumer<String> known) {
        this.environment = Map.copyOf(environment);
        this.project = project;
        this.known = known;
    }

    /** @throws SecretUnreadableException if one is not there */
    List<SecretValue> read(ImageConfig image) {
        return image.secrets().stream().map(secret -> read(image, secret)).toList();
    }

    private SecretValue read(ImageConfig image, BuildSecret secret) {
        if (secret instanceof BuildSecret.OfFile file) {
            return read(image, file);
        }
        String value = secret instanceof BuildSecret.OfVariable variable
                ? variable(image, variable)
                : ((BuildSecret.OfValue) secret).value();
        known.accept(value);
        return new SecretValue.Text(secret.id(), value);
    }

    private String variable(ImageConfig image, BuildSecret.OfVariable secret) {
        String value = environment.get(secret.variable());
        if (value == null) {
            throw new SecretUnreadableException(
                    image, secret.id(), "the environment variable " + secret.variable() + " is not set", null);
        }
        return value;
    }

    private SecretValue read(ImageConfig image, BuildSecret.OfFile secret) {
        Path file = secret.path().startsWith("~/")
                ? Path.of(environment.getOrDefault("HOME", ""))
                        .resolve(secret.path().substring(2))
                : project.toAbsolutePath().resolve(secret.path());
        try {
            if (!Files.isRegularFile(file)) {
                throw new SecretUnreadableException(image, secret.id(), "there is no file " + file, null);
            }
            if (Files.size(file) > LARGEST) {
                throw new SecretUnreadableException(
                        image, secret.id(), file + " is larger than the " + LARGEST + " bytes of BuildKit", null);
            }
            known.accept(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
            return new SecretValue.OfFile(secret.id(), file);
        } catch (IOException e) {
            throw new SecretUnreadableException(image, secret.id(), file + " cannot be read", e);
        }
    }
}
