package io.werf.core.cleanup;

/**
 * The record that an image of the project had a certain content in a commit. All of it is in the tag.
 *
 * @param tag of the record
 * @param nameHash hash of the image's name in {@code werf.yaml}
 * @param commit full hex id
 * @param image the tag of the image
 */
record CommitRecord(String tag, String nameHash, String commit, String image) {

    String abbreviatedCommit() {
        return commit.substring(0, 7);
    }
}
