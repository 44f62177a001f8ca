package io.werf.core;

import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.ImageReasons;
import io.werf.core.plan.PlanText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a converge would do.
 *
 * @param images the images of the commit, in the order of {@code werf.yaml}; of a saved plan, those that were missing
 * @param plan of a saved plan, only with its changes
 */
public record PlanReport(List<Image> images, DeployPlan plan) {

    /** Copies the list. */
    public PlanReport {
        images = List.copyOf(images);
    }

    /**
     * One image.
     *
     * @param reference full name, {@code repo:digest}
     * @param present whether the repository has it; otherwise a converge would build it
     */
    public record Image(String name, String reference, boolean present) {}

    /** Names of the images that a converge would build. */
    public List<String> missingImages() {
        return images.stream()
                .filter(image -> !image.present())
                .map(Image::name)
                .toList();
    }

    /** Whether a converge would build or write anything. */
    public boolean hasChanges() {
        return !missingImages().isEmpty() || !plan.isEmpty() || !plan.changes().isEmpty();
    }

    /** Images and resources in one picture: what is there, what changes and because of what, and a table of it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        int missing = missingImages().size();
        if (missing > 0) {
            lines.add((images.size() - missing) + " of " + images.size() + " images exist, " + missing
                    + " will be built: " + String.join(", ", missingImages()));
        }
        Map<String, String> references = new LinkedHashMap<>();
        images.forEach(image -> references.put(image.name(), image.reference()));
        lines.addAll(ImageReasons.of(plan, references));
        if (!plan.changes().isEmpty()) {
            lines.addAll(PlanText.table(plan));
        }
        return lines;
    }

    /** One line: what would be built and changed. */
    public String summary() {
        String images = missingImages().isEmpty() ? "" : "to build: " + String.join(", ", missingImages()) + " · ";
        return hasChanges() ? images + PlanText.summary(plan) : "No changes: a converge would do nothing.";
    }
}
