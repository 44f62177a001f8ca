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

    /** The jobs that bring the missing images; dependencies that are not missing are no dependencies any more. */
    static List<BuildJob> of(List<TargetImage> missing) {
        Map<String, ImageDigest> digests = new HashMap<>();
        Map<ImageDigest, List<TargetImage>> groups = new LinkedHashMap<>();
        for (TargetImage image : missing) {
            digests.put(image.name(), image.digest());
            groups.computeIfAbsent(image.digest(), d -> new ArrayList<>()).add(image);
        }
        List<BuildJob> jobs = new ArrayList<>();
        groups.forEach((digest, images) -> {
            Set<ImageDigest> after = new LinkedHashSet<>();
            for (TargetImage image : images) {
                for (String name : image.dependencies()) {
                    ImageDigest other = digests.get(name);
                    if (other != null && !other.equals(digest)) {
                        after.add(other);
                    }
                }
            }
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
