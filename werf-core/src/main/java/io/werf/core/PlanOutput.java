package io.werf.core;

import io.werf.core.plan.PlanStyle;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a plan is shown and kept.
 *
 * @param save file to save the plan to, so that it can be carried out later
 * @param graph file for a picture of its operations: {@code .svg}, or {@code .dot} for Graphviz
 */
public record PlanOutput(PlanStyle style, Optional<Path> save, Optional<Path> graph) {

    /** Shown, not kept. */
    public static final PlanOutput DEFAULT = new PlanOutput(PlanStyle.DEFAULT, Optional.empty(), Optional.empty());

    /** The same, saved to a file. */
    public PlanOutput savedTo(Path file) {
        return new PlanOutput(style, Optional.of(file), graph);
    }
}
