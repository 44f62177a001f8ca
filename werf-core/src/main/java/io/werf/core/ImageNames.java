package io.werf.core;

import io.werf.core.image.TargetImage;
import io.werf.core.registry.Repository;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the images of a chart are.
 *
 * @param repository {@code ""} when the application has no images
 * @param references full names of the final images by the names in {@code werf.yaml}
 */
record ImageNames(String repository, Map<String, String> references) {

    /** Stands for the repository where none is given. */
    private static final Repository STUB = new Repository("REGISTRY", "REPO");

    /**
     * The names that the images of the commit have, built or not; needs no registry. With a build's report, those of the report.
     *
     * @throws BuildReportException if that has not all of the images
     */
    static ImageNames expected(Project project, Optional<Repository> repository, BuildOptions options) {
        if (project.images().isEmpty()) {
            return new ImageNames("", Map.of());
        }
        if (options.report().isPresent()) {
            return of(BuildReportFile.read(options.report().get(), project));
        }
        Repository where = repository.orElse(STUB);
        Map<String, String> references = new LinkedHashMap<>();
        project.images().stream()
                .filter(image -> image.config().isFinal())
                .forEach(image -> references.put(image.name(), reference(image, where)));
        return new ImageNames(where.toString(), references);
    }

    /** The names of images that exist. */
    static ImageNames of(BuildReport report) {
        Map<String, String> references = new LinkedHashMap<>();
        report.images().stream()
                .filter(BuildReport.Image::isFinal)
                .forEach(image -> references.put(image.name(), image.reference()));
        return new ImageNames(
                report.images().stream()
                        .findFirst()
                        .map(BuildReport.Image::repository)
                        .orElse(""),
                references);
    }

    static String reference(TargetImage image, Repository repository) {
        return repository.image(image.digest()).toString();
    }
}
