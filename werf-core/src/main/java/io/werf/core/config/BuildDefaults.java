package io.werf.core.config;

import java.util.List;
import java.util.Optional;

/** The {@code build} section: what holds for every image that does not say otherwise. */
record BuildDefaults(String cacheVersion, List<String> platforms, Optional<ImageSpec> spec) {

    static final BuildDefaults NONE = new BuildDefaults("", List.of(), Optional.empty());

    static BuildDefaults read(MapReader build) {
        build.bool("staged", false); // how layers are cached: the finished image is the same
        return new BuildDefaults(
                build.scalarText("cacheVersion").orElse(""),
                build.strings("platform"),
                build.section("imageSpec", ImageSpecSection::ofProject));
    }
}
