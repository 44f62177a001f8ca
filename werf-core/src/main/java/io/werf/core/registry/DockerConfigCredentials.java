package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.error.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Credentials of Docker's {@code config.json}: {@code credHelpers}, {@code credsStore}, {@code auths}, in Docker's order.
 * The file is read at each search and never written.
 */
public final class DockerConfigCredentials implements CredentialStore {

    private static final int LARGEST_FILE = 4 << 20;
    private static final Pattern HELPER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Path file;
    private final Map<String, String> environment;

    /**
     * @param file the {@code config.json}; need not exist
     * @param environment of the credential helpers; its {@code PATH} is where they are looked for
     */
    public DockerConfigCredentials(Path file, Map<String, String> environment) {
        this.file = file;
        this.environment = Map.copyOf(environment);
    }

    /** The file that the Docker CLI would use: in {@code DOCKER_CONFIG}, else in {@code ~/.docker}. */
    public static DockerConfigCredentials ofUser(Map<String, String> environment, Path home) {
        return new DockerConfigCredentials(directory(environment, home).resolve("config.json"), environment);
    }

    /** The directory of the Docker CLI's configuration: {@code DOCKER_CONFIG}, else {@code ~/.docker}; need not exist. */
    public static Path directory(Map<String, String> environment, Path home) {
        String directory = environment.getOrDefault("DOCKER_CONFIG", "");
        return directory.isEmpty() ? home.resolve(".docker") : Path.of(directory);
    }

    /**
     * {@inheritDoc}
     *
     * @throws DockerConfigException if the file exists and cannot be read
     */
    @Override
    public Lookup find(String registry) {
        Optional<Map<String, Object>> config = read(file);
        if (config.isEmpty()) {
            return new Lookup(Optional.empty(), List.of(file + " (no such file)"));
        }
        List<String> trail = new ArrayList<>();
        Optional<Credentials> found = helper(config.get(), registry)
                .flatMap(name -> askHelper(name, registry, trail))
                .or(() -> fromFile(config.get(), registry, trail));
        return new Lookup(found, trail);
    }

    /**
     * The content of a {@code config.json}; empty when there is no such file.
     *
     * @throws DockerConfigException if the file exists and cannot be read
     */
    public static Optional<Map<String, Object>> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LARGEST_FILE + 1);
            if (bytes.length > LARGEST_FILE) {
                throw new DockerConfigException(file, "it is larger than 4 MiB", new IOException("too large"));
            }
            return Optional.of(bytes.length == 0 ? Map.of() : Json.readObject(bytes));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (JsonException e) {
            throw new DockerConfigException(file, "it is not JSON", e);
        } catch (IOException e) {
            throw new DockerConfigException(file, FileProblem.reason(e), e);
        }
    }

    private static Optional<String> helper(Object config, String registry) {
        for (Map.Entry<String, Object> entry : Tree.map(config, "credHelpers").entrySet()) {
            if (hostOf(entry.getKey()).equals(registry) && entry.getValue() instanceof String name) {
                return Optional.of(name);
            }
        }
        return Tree.string(config, "credsStore").filter(name -> !name.isEmpty());
    }

    private Optional<Credentials> askHelper(String name, String registry, List<String> trail) {
        if (!HELPER.matcher(name).matches()) {
            trail.add(file + " (names a credential helper \"" + name + "\", which is no program name)");
            return Optional.empty();
        }
        CredentialHelper.Answer answer = new CredentialHelper("docker-credential-" + name, environment).get(registry);
        trail.add("docker-credential-" + name + " of " + file + " (" + answer.description() + ")");
        return answer.credentials();
    }

    private Optional<Credentials> fromFile(Object config, String registry, List<String> trail) {
        for (Map.Entry<String, Object> entry : Tree.map(config, "auths").entrySet()) {
            if (hostOf(entry.getKey()).equals(registry)) {
                Optional<Credentials> found = credentials(entry.getValue());
                if (found.isPresent()) {
                    trail.add(file + " (found, user \"" + found.get().username() + "\")");
                    return found;
                }
                trail.add(file + " (an entry without credentials)");
            }
        }
        trail.add(file + " (no entry for " + registry + ")");
        return Optional.empty();
    }

    private static Optional<Credentials> credentials(Object entry) {
        Optional<String> identity = Tree.string(entry, "identitytoken").filter(token -> !token.isEmpty());
        if (identity.isPresent()) {
            return identity.map(Credentials::identityToken);
        }
        Optional<String> auth = Tree.string(entry, "auth").filter(text -> !text.isEmpty());
        if (auth.isPresent()) {
            return auth.flatMap(DockerConfigCredentials::decode);
        }
        return Tree.string(entry, "username")
                .flatMap(user -> Tree.string(entry, "password").map(password -> new Credentials(user, password)));
    }

    private static Optional<Credentials> decode(String auth) {
        try {
            String text = new String(Base64.getDecoder().decode(auth.strip()), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            // Docker pads old entries with NUL characters.
            return colon <= 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(
                            text.substring(0, colon), text.substring(colon + 1).replace("\0", "")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Keys may be hosts or URLs; Docker Hub has several names. */
    private static String hostOf(String key) {
        String host = key.replaceFirst("^https?://", "").replaceFirst("/.*$", "");
        return switch (host) {
            case "docker.io", "registry-1.docker.io" -> "index.docker.io";
            default -> host;
        };
    }
}
