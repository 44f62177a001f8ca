package io.werf.core.cleanup;

import java.time.Instant;
import java.util.Optional;

/**
 * The record that an image of the project had a certain content in a commit. All of it is in the tag.
 *
 * @param tag of the record
 * @param nameHash stands for the project and the image's name in {@code werf.yaml}
 * @param commit full hex id
 * @param image the tag of the image
 * @param built when it was built for this commit; empty when it was there already
 */
record CommitRecord(String tag, String nameHash, String commit, String image, Optional<Instant> built) {

    String abbreviatedCommit() {
        return commit.substring(0, 7);
    }
}
