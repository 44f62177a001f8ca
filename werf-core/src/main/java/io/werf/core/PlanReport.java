package io.werf.core;

import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.PlanText;
import java.util.List;

/**
 * What a converge would do.
 *
 * @param missingImages names of the images that it would build
 */
public record PlanReport(List<String> missingImages, DeployPlan plan) {

    /** Copies the list. */
    public PlanReport {
        missingImages = List.copyOf(missingImages);
    }

    /** Whether a converge would build or write anything. */
    public boolean hasChanges() {
        return !missingImages.isEmpty() || !plan.isEmpty();
    }

    /** One line: what would be built and changed. */
    public String summary() {
        String images = missingImages.isEmpty() ? "" : "to build: " + String.join(", ", missingImages) + " · ";
        return hasChanges() ? images + PlanText.summary(plan) : "No changes: a converge would do nothing.";
    }
}
