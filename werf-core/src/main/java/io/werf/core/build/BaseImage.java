package io.werf.core.build;

import io.werf.core.data.Tree;
import io.werf.core.image.BaseConfig;
import io.werf.core.registry.Repository;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an image is made from.
 *
 * @param repository where its layers are; null when it has none
 * @param mediaType of its manifest
 * @param config its configuration as the registry has it
 */
record BaseImage(@Nullable Repository repository, String mediaType, Map<String, Object> config, List<Layer> layers) {

    static final String DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";

    BaseImage {
        layers = List.copyOf(layers);
    }

    /** A layer of the base, as its manifest names it. */
    record Layer(String mediaType, String digest, long size) {}

    /** {@code FROM scratch}. */
    static BaseImage scratch(Platform platform) {
        return new BaseImage(null, DOCKER_MANIFEST, platform.json(), List.of());
    }

    /** What the evaluation of the instructions needs of it. */
    BaseConfig forEvaluation() {
        Map<String, String> env = new LinkedHashMap<>();
        for (Object variable : Tree.list(config, "config", "Env")) {
            String[] parts = String.valueOf(variable).split("=", 2);
            env.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return new BaseConfig(
                env,
                Tree.string(config, "config", "WorkingDir")
                        .filter(dir -> !dir.isEmpty())
                        .orElse("/"),
                Tree.list(config, "config", "OnBuild").stream()
                        .map(String::valueOf)
                        .toList());
    }

    boolean isOci() {
        return mediaType.startsWith("application/vnd.oci.");
    }
}
