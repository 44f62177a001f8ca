package io.werf.core.image;

import java.util.List;

/**
 * A step with what only digests and giterminism need.
 *
 * @param certain whether it is the same whatever the base image's environment is
 * @param takes the sources that it takes from the build context, as patterns
 */
record EvaluatedStep(Step step, boolean certain, List<String> takes) {

    EvaluatedStep {
        takes = List.copyOf(takes);
    }
}
