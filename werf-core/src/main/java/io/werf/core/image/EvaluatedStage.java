package io.werf.core.image;

import java.util.List;
import java.util.Optional;

/**
 * A build stage with everything expanded.
 *
 * @param index in {@link Dockerfile#stages}
 * @param steps in order, those of the base stage's ONBUILD first
 */
public record EvaluatedStage(int index, Optional<String> name, Base base, List<Step> steps) {

    /** Copies the list. */
    public EvaluatedStage {
        steps = List.copyOf(steps);
    }

    /** What a stage begins with. */
    public sealed interface Base {
        /** Nothing: {@code FROM scratch}. */
        record Scratch() implements Base {}

        /**
         * An image from a registry.
         *
         * @param name with all variables resolved
         * @param platform of {@code --platform}, resolved
         */
        record Image(String name, Optional<String> platform) implements Base {}

        /** An earlier stage; its file system and its configuration. */
        record Stage(int index) implements Base {}
    }
}
