package io.werf.core.build;

import io.werf.core.image.ImageDigest;
import io.werf.core.image.TargetImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One build: of all images that have the same digest.
 *
 * @param images at least one
 * @param after the digests that must be published before
 */
record BuildJob(List<TargetImage> images, Set<ImageDigest> after) {

    BuildJob {
        images = List.copyOf(images);
        after = Set.copyOf(after);
    }

    /**
     * The jobs that bring the missing images; dependencies that are not missing are no dependencies any more.
     *
     * @param missing whole images and parts of such
     */
    static List<BuildJob> of(List<TargetImage> missing) {
        Map<String, Set<ImageDigest>> digests = new HashMap<>();
        Map<ImageDigest, List<TargetImage>> groups = new LinkedHashMap<>();
        for (TargetImage image : missing) {
            // Who depends on a name waits for the image and all its parts.
            digests.computeIfAbsent(image.name(), name -> new LinkedHashSet<>()).add(image.digest());
            groups.computeIfAbsent(image.digest(), d -> new ArrayList<>()).add(image);
        }
        List<BuildJob> jobs = new ArrayList<>();
        groups.forEach((digest, images) -> {
            Set<ImageDigest> after = new LinkedHashSet<>();
            for (TargetImage image : images) {
                image.dependencies().forEach(name -> after.addAll(digests.getOrDefault(name, Set.of())));
                image.origin().parts().stream()
                        .map(TargetImage::digest)
                        .filter(groups::containsKey)
                        .forEach(after::add);
            }
            after.remove(digest);
            jobs.add(new BuildJob(images, after));
        });
        return jobs;
    }

    /** The one that stands for all. */
    TargetImage image() {
        return images.get(0);
    }

    ImageDigest digest() {
        return image().digest();
    }
}
