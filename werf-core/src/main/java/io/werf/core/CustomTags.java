package io.werf.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Tags that final images get besides the one of their content. In each, {@code %image%} stands for the image's name,
 * {@code %image_slug%} for the name in lower-case letters, digits and dashes, {@code %image_safe_slug%} for the same made unique
 * by a hash where letters were lost, {@code %image_content_based_tag%} for the digest. Where there are several images, one of
 * these must be in it. Such a tag is moved when another build gives another image.
 *
 * @param added just tags
 * @param used a tag that the chart refers to images by; {@code werf-giterminism.yaml} must allow that
 */
public record CustomTags(List<String> added, Optional<String> used) {

    /** Content only. */
    public static final CustomTags NONE = new CustomTags(List.of(), Optional.empty());

    /** Copies the list. */
    public CustomTags {
        added = List.copyOf(added);
    }

    /** All of them. */
    List<String> all() {
        return Stream.concat(used.stream(), added.stream()).distinct().toList();
    }
}
