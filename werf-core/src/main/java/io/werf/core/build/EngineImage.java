package io.werf.core.build;

import java.util.function.Consumer;

/** An image that is in a Docker Engine. */
record EngineImage(BuiltImage pushing, boolean ranTriggers) implements BuiltImage {

    @Override
    public Pushed push(Consumer<String> output) throws InterruptedException {
        return pushing.push(output);
    }
}
