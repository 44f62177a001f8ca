package io.werf.core.build;

import io.werf.core.image.TargetImage;
import io.werf.core.registry.ImageName;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to build.
 *
 * @param name under which it will be published
 * @param labels of the image, besides those of the Dockerfile
 */
public record BuildSpec(TargetImage image, ImageName name, Map<String, String> labels) {

    /** Copies the map, sorted. */
    public BuildSpec {
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }
}
