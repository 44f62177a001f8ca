package io.werf.core.image;

import io.werf.core.config.ImageSpec;
import java.util.List;

/** How an image comes into being. */
public sealed interface Origin {

    /** The images that it is made of, in order; they need no names of their own but their digests. */
    List<TargetImage> parts();

    /** A builder builds it from its Dockerfile. */
    record Built() implements Origin {
        @Override
        public List<TargetImage> parts() {
            return List.of();
        }
    }

    /**
     * Another image with another configuration, the same layers.
     *
     * @param plain what the Dockerfile gives
     */
    record Configured(TargetImage plain, ImageSpec spec) implements Origin {
        @Override
        public List<TargetImage> parts() {
            return List.of(plain);
        }
    }

    /**
     * A list of one image per platform.
     *
     * @param parts in the order of {@code werf.yaml}, at least two
     */
    record Index(List<TargetImage> parts) implements Origin {
        /** Copies the list. */
        public Index {
            parts = List.copyOf(parts);
        }
    }
}
