package io.werf.core.registry;

import io.werf.core.image.ImageDigest;
import io.werf.core.image.TargetImage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Which images of the commit are in a repository. Their names follow from their content, so one that is there is right.
 *
 * @param repository where was looked
 * @param present in the order of the images given
 * @param missing in the order of the images given
 */
public record ImageDiff(Repository repository, List<TargetImage> present, List<TargetImage> missing) {

    /** Copies the lists. */
    public ImageDiff {
        present = List.copyOf(present);
        missing = List.copyOf(missing);
    }

    /** Asks for all images at once, by one HEAD request per digest. */
    public static CompletableFuture<ImageDiff> of(
            RegistryClient registry, Repository repository, List<TargetImage> images) {
        Map<ImageDigest, CompletableFuture<Optional<String>>> answers = new LinkedHashMap<>();
        for (TargetImage image : images) {
            answers.computeIfAbsent(image.digest(), digest -> registry.digest(repository.image(digest)));
        }
        return CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new))
                .thenApply(all -> new ImageDiff(
                        repository,
                        images.stream()
                                .filter(image -> isPresent(answers, image))
                                .toList(),
                        images.stream()
                                .filter(image -> !isPresent(answers, image))
                                .toList()));
    }

    private static boolean isPresent(Map<ImageDigest, CompletableFuture<Optional<String>>> answers, TargetImage image) {
        CompletableFuture<Optional<String>> answer = answers.get(image.digest());
        return answer != null && answer.join().isPresent();
    }
}
