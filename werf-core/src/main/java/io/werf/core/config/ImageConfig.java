package io.werf.core.config;

import io.werf.core.error.Location;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code image} section of {@code werf.yaml} that is built from a Dockerfile.
 *
 * @param name name of the image in the project
 * @param dockerfile path relative to the project directory (context already joined)
 * @param context directory of the build context relative to the project directory, {@code ""} for the project directory
 * @param target stage to build, a name or an index; empty means the last one
 * @param args build arguments in the order of the file
 * @param location of the section
 */
public record ImageConfig(
        String name,
        String dockerfile,
        String context,
        Optional<String> target,
        Map<String, String> args,
        Location location) {

    /** Copies the map, keeping its order. */
    public ImageConfig {
        args = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(args));
    }
}
