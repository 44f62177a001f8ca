package io.werf.core.cleanup;

import io.werf.core.registry.ImageDetails;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A tag that somebody chose for an image of the project.
 *
 * @param record tag of the record that says so
 * @param image tag of the image
 */
record CustomTag(String record, String tag, String image) {

    /** Those of a project, from what the records say about themselves. Records that make no sense are nobody's. */
    static List<CustomTag> of(String project, Collection<String> records, Map<String, ImageDetails> details) {
        List<CustomTag> tags = new ArrayList<>();
        for (String record : records) {
            ImageDetails looked = details.get(record);
            if (looked != null && project.equals(looked.labels().get("werf"))) {
                String tag = looked.labels().getOrDefault("tag", "");
                String image = looked.labels().getOrDefault("stage-id", "");
                if (TagName.isImage(image) && TagName.customTagRecord(tag).equals(record)) {
                    tags.add(new CustomTag(record, tag, image));
                }
            }
        }
        return tags;
    }
}
