package io.werf.core.build;

import io.werf.core.data.Tree;
import io.werf.core.data.UserInfo;
import io.werf.core.image.Dockerfile;
import io.werf.core.net.Proxies;
import io.werf.core.registry.DockerConfigCredentials;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The proxies that the commands of a build get: those under {@code proxies} in Docker's configuration; where it has none, those that
 * the environment names, if a container can reach them. They are given as the build arguments that Docker predefines, which leave
 * no trace in images, histories and digests. So a proxy is not given that the Dockerfile declares as an argument of its own: that has
 * the value of {@code werf.yaml}.
 */
public final class BuildProxies {

    private static final Map<String, String> KEYS = Map.of(
            "httpProxy", "HTTP_PROXY",
            "httpsProxy", "HTTPS_PROXY",
            "ftpProxy", "FTP_PROXY",
            "allProxy", "ALL_PROXY",
            "noProxy", "NO_PROXY");
    private static final String EXCEPTIONS = "NO_PROXY";

    private final Map<String, String> environment;
    private final Consumer<String> known;

    /**
     * @param environment of the docker program: {@code HTTP_PROXY} and its like, {@code DOCKER_CONFIG} or {@code HOME}
     * @param known told the user and password of a proxy before a builder gets it
     */
    public BuildProxies(Map<String, String> environment, Consumer<String> known) {
        this.environment = Map.copyOf(environment);
        this.known = known;
    }

    /** None. */
    static BuildProxies none() {
        return new BuildProxies(Map.of(), secret -> {});
    }

    /**
     * For a builder that does not know of Docker's configuration, as build arguments.
     *
     * @param host of the Engine, which the configuration may name
     * @throws io.werf.core.registry.DockerConfigException if the configuration cannot be read
     */
    Map<String, String> all(BuildSpec spec, String host) {
        Map<String, String> configured = configured(host);
        return arguments(configured.isEmpty() ? surrounding() : configured, spec);
    }

    /** For the docker program, which gives a build what is configured itself. */
    Map<String, String> unconfigured(BuildSpec spec, String host) {
        return configured(host).isEmpty() ? arguments(surrounding(), spec) : Map.of();
    }

    private Map<String, String> configured(String host) {
        Map<String, Object> config = DockerConfigCredentials.read(
                        DockerConfig.directory(environment).resolve("config.json"))
                .orElseGet(Map::of);
        String section = Tree.map(config, "proxies").containsKey(host) ? host : "default";
        Map<String, String> found = new LinkedHashMap<>();
        KEYS.forEach((key, variable) -> Tree.string(config, "proxies", section, key)
                .filter(value -> !value.isEmpty())
                .ifPresent(value -> found.put(variable, value)));
        return found;
    }

    private Map<String, String> surrounding() {
        Map<String, String> found = new LinkedHashMap<>();
        for (String variable : KEYS.values()) {
            Stream.of(variable, variable.toLowerCase(Locale.ROOT))
                    .map(spelling -> environment.getOrDefault(spelling, "").strip())
                    .filter(value -> !value.isEmpty())
                    .filter(value -> variable.equals(EXCEPTIONS) || isReachable(value))
                    .findFirst()
                    .ifPresent(value -> found.put(variable, value));
        }
        return found.keySet().equals(Set.of(EXCEPTIONS)) ? Map.of() : found;
    }

    /** In a container this machine has another address. */
    private static boolean isReachable(String proxy) {
        return address(proxy).filter(Proxies::isLocal).isEmpty();
    }

    private static Optional<URI> address(String proxy) {
        try {
            return Optional.of(new URI(proxy.contains("://") ? proxy : "http://" + proxy));
        } catch (URISyntaxException e) {
            return Optional.empty(); // whoever is to use it will say so
        }
    }

    /** In both spellings, because programs know the one or the other. */
    private Map<String, String> arguments(Map<String, String> proxies, BuildSpec spec) {
        Set<String> taken = new HashSet<>();
        spec.args().keySet().forEach(name -> taken.add(name.toUpperCase(Locale.ROOT)));
        declared(spec.image().dockerfile()).forEach(name -> taken.add(name.toUpperCase(Locale.ROOT)));
        Map<String, String> arguments = new LinkedHashMap<>();
        proxies.forEach((variable, value) -> {
            if (!taken.contains(variable)) {
                UserInfo.of(value).ifPresent(known); // builders also take what is no URI of Java's
                arguments.put(variable, value);
                arguments.put(variable.toLowerCase(Locale.ROOT), value);
            }
        });
        return arguments;
    }

    private static Stream<String> declared(Dockerfile dockerfile) {
        return dockerfile.instructions().stream()
                .filter(instruction -> instruction.keyword().equals("ARG"))
                .flatMap(instruction -> instruction.words().stream())
                .map(word -> word.split("=", 2)[0]);
    }
}
