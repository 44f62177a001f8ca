package io.werf.core.registry;

import java.util.Map;

/** What tests want to see of an image in a registry. */
public final class Labels {

    private Labels() {}

    /** The labels of an image; empty when there is none. */
    public static Map<String, String> of(RegistryClient registry, ImageName image) {
        return Answers.await(new ImageInspector(registry).image(image.repository(), image.tag()))
                .map(ImageDetails::labels)
                .orElse(Map.of());
    }
}
