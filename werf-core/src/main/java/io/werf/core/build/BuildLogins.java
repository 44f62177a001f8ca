package io.werf.core.build;

import io.werf.core.image.StageEvaluator;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.InvalidRepositoryException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The credentials that a builder needs for an image: for where it will be published and for all that it is made of. */
final class BuildLogins {

    private static final String DOCKER_HUB = "index.docker.io";

    private BuildLogins() {}

    /** What a store has of them, by the names that Docker knows the registries by. */
    static Map<String, Credentials> of(BuildSpec spec, CredentialStore store) {
        Set<String> registries = new LinkedHashSet<>();
        registries.add(spec.name().repository().registry());
        for (String name : StageEvaluator.images(spec.image(), spec.args())) {
            registryOf(name).ifPresent(registries::add);
        }
        Map<String, Credentials> found = new LinkedHashMap<>();
        registries.forEach(
                registry -> store.find(registry).credentials().ifPresent(login -> found.put(server(registry), login)));
        return found;
    }

    /** How Docker's own files and API name a registry. */
    static String server(String registry) {
        return registry.equals(DOCKER_HUB) ? "https://" + DOCKER_HUB + "/v1/" : registry;
    }

    private static Optional<String> registryOf(String image) {
        try {
            return Optional.of(BaseImages.Reference.parse(image).repository().registry());
        } catch (InvalidRepositoryException e) {
            return Optional.empty(); // the builder will say what is wrong with the name
        }
    }
}
