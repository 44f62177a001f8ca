package io.werf.core.registry;

import io.werf.core.net.Proxies;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How registries are talked to. Hosts are given with their port, as in {@link Repository#registry}.
 *
 * @param plainHttp hosts that speak HTTP without TLS; loopback hosts do by default
 * @param caFiles PEM file of the authorities trusted for a host, besides those of the JVM; {@link #ANY_HOST} stands for all but this
 *     machine
 * @param skipVerify hosts whose certificate is not checked
 * @param certificates directory with one directory per host, whose {@code *.crt} files are authorities trusted for it,
 *     as the Docker Engine has in {@code /etc/docker/certs.d}
 * @param attempts how often a request is sent at most when the registry cannot be reached, is overloaded or fails
 * @param mirrors hosts that are asked for an image before the host itself, by host
 * @param backoff pause before the second attempt, doubled for each one after it; a {@code Retry-After} wins
 * @param proxies on the way to registries
 */
public record RegistrySettings(
        Set<String> plainHttp,
        Map<String, Path> caFiles,
        Set<String> skipVerify,
        Optional<Path> certificates,
        Map<String, List<String>> mirrors,
        int attempts,
        Duration backoff,
        Proxies proxies) {

    /** In place of a host's name. */
    public static final String ANY_HOST = "*";

    /** Copies the collections. */
    public RegistrySettings {
        plainHttp = Set.copyOf(plainHttp);
        caFiles = Map.copyOf(caFiles);
        skipVerify = Set.copyOf(skipVerify);
        mirrors = Map.copyOf(mirrors);
    }

    /** TLS but for loopback hosts, Docker's certificates, four attempts within about two seconds. */
    public static RegistrySettings defaults() {
        return new RegistrySettings(
                Set.of(),
                Map.of(),
                Set.of(),
                Optional.of(Path.of("/etc/docker/certs.d")),
                Map.of(),
                4,
                Duration.ofMillis(300),
                Proxies.none());
    }

    /** The same, with a file of authorities for a host. */
    public RegistrySettings withCaFile(String registry, Path file) {
        Map<String, Path> files = new java.util.HashMap<>(caFiles);
        files.put(registry, file);
        return new RegistrySettings(plainHttp, files, skipVerify, certificates, mirrors, attempts, backoff, proxies);
    }

    /** The same, with other hosts that speak HTTP without TLS. */
    public RegistrySettings withPlainHttp(Set<String> hosts) {
        return new RegistrySettings(hosts, caFiles, skipVerify, certificates, mirrors, attempts, backoff, proxies);
    }

    /** The same, with other hosts whose certificate is not checked. */
    public RegistrySettings withSkipVerify(Set<String> hosts) {
        return new RegistrySettings(plainHttp, caFiles, hosts, certificates, mirrors, attempts, backoff, proxies);
    }

    /** The same, with other mirrors. */
    public RegistrySettings withMirrors(Map<String, List<String>> byHost) {
        return new RegistrySettings(plainHttp, caFiles, skipVerify, certificates, byHost, attempts, backoff, proxies);
    }

    /** The same, with other proxies. */
    public RegistrySettings withProxies(Proxies other) {
        return new RegistrySettings(plainHttp, caFiles, skipVerify, certificates, mirrors, attempts, backoff, other);
    }

    /** Where the images of a repository can be had: its mirrors, then itself. */
    List<Repository> places(Repository repository) {
        List<Repository> places = new ArrayList<>();
        mirrors.getOrDefault(repository.registry(), List.of())
                .forEach(host -> places.add(new Repository(host, repository.path())));
        places.add(repository);
        return places;
    }

    /** Whether a host is spoken to without TLS: listed, or loopback with nothing that speaks of certificates. */
    public boolean isPlainHttp(String registry) {
        return plainHttp.contains(registry)
                || (Hosts.isLoopback(registry)
                        && !skipVerify.contains(registry)
                        && Certificates.filesFor(this, registry).isEmpty());
    }
}
