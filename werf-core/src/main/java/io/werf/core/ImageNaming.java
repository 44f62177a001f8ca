package io.werf.core;

import io.werf.core.chart.ChartImages;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Repository;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the application is deployed by: where its images are, and by which tag.
 *
 * @param repository of final images
 * @param used a tag to go by instead of the digest
 */
record ImageNaming(Repository repository, Optional<TagTemplate> used) {

    /** Full name of a final image. */
    String reference(TargetImage image) {
        return used.map(tag -> repository + ":" + tag.of(image))
                .orElseGet(() -> repository.image(image.digest()).toString());
    }

    /** What charts may name; needs no registry. */
    ChartImages images(Project project) {
        Map<String, String> references = new LinkedHashMap<>();
        project.finalImages().forEach(image -> references.put(image.name(), reference(image)));
        return new ChartImages(references, project.images().isEmpty() ? "" : repository.toString(), false);
    }
}
