package io.werf.core;

import io.werf.core.net.Proxies;
import io.werf.core.registry.CredentialStore;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How registries are talked to. Hosts are given with their port.
 *
 * @param plainHttp hosts that are spoken to over plain HTTP; loopback hosts need not be named
 * @param skipVerify hosts whose certificate is not checked
 * @param ca PEM file of an additional authority for registries; on this machine, for those of the run's repositories only
 * @param mirrors hosts that are asked for base images first, by the host that the images are named by
 * @param dockerConfig directory of Docker's {@code config.json}; empty means {@code ~/.docker}
 * @param credentials asked before Docker's configuration
 * @param proxies asked before {@code HTTPS_PROXY} and its like of the environment
 */
public record RegistryOptions(
        Set<String> plainHttp,
        Set<String> skipVerify,
        Optional<Path> ca,
        Map<String, List<String>> mirrors,
        Optional<Path> dockerConfig,
        CredentialStore credentials,
        Proxies proxies) {

    /** TLS, checked, with the credentials that Docker has. */
    public static final RegistryOptions DEFAULT = new RegistryOptions(
            Set.of(), Set.of(), Optional.empty(), Map.of(), Optional.empty(), CredentialStore.none(), Proxies.none());

    /** Copies the collections. */
    public RegistryOptions {
        plainHttp = Set.copyOf(plainHttp);
        skipVerify = Set.copyOf(skipVerify);
        Map<String, List<String>> copy = new HashMap<>();
        mirrors.forEach((host, of) -> copy.put(host, List.copyOf(of)));
        mirrors = Map.copyOf(copy);
    }
}
