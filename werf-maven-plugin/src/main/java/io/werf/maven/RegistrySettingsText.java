package io.werf.maven;

import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.Repository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What parameters about registries mean. */
final class RegistrySettingsText {

    private static final String DOCKER_HUB = "docker.io";

    private RegistrySettingsText() {}

    /** Mirrors by the host that they are for, from {@code HOST=MIRROR} and, for Docker Hub, {@code MIRROR}. */
    static Map<String, List<String>> mirrors(List<String> written) {
        Map<String, List<String>> mirrors = new LinkedHashMap<>();
        for (String one : written) {
            int equals = one.indexOf('=');
            String host = equals < 0 ? DOCKER_HUB : one.substring(0, equals);
            String mirror =
                    one.substring(equals + 1).replaceFirst("^https?://", "").replaceFirst("/$", "");
            mirrors.computeIfAbsent(registry(host), key -> new ArrayList<>()).add(mirror);
        }
        return mirrors;
    }

    /** Docker Hub has several names; this gives the one that is asked. */
    private static String registry(String host) {
        return Repository.parse(host + "/library/any").registry();
    }

    /** Credentials given by parameters are for the registry of the images alone. */
    static CredentialStore credentials(
            Optional<String> repository, Optional<String> username, Optional<String> password) {
        if (repository.isEmpty() || username.isEmpty() || password.isEmpty()) {
            String missing = username.isEmpty() ? "not set" : "without -Dwerf.registryPassword";
            return registry ->
                    new CredentialStore.Lookup(Optional.empty(), List.of("-Dwerf.registryUsername (" + missing + ")"));
        }
        return CredentialStore.of(
                "-Dwerf.registryUsername",
                Repository.parse(repository.get()).registry(),
                new Credentials(username.get(), password.get()));
    }
}
