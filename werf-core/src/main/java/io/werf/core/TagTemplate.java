package io.werf.core;

import io.werf.core.cleanup.CustomTagRecords;
import io.werf.core.config.Slug;
import io.werf.core.image.TargetImage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A tag with placeholders, see {@link CustomTags}. */
record TagTemplate(String text) {

    private static final Pattern PLACEHOLDER = Pattern.compile("%(\\w+)%");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    /**
     * Checks that each of the images gets a tag of its own, which is a good one.
     *
     * @throws CustomTagException if not
     */
    void check(List<TargetImage> images) {
        if (images.size() > 1 && !PLACEHOLDER.matcher(text).find()) {
            throw new CustomTagException(
                    "the tag \"" + text + "\" would be that of " + images.size() + " images at once",
                    "Put  %image%  or another placeholder for the image into it.");
        }
        images.forEach(this::of);
    }

    /** @throws CustomTagException if it is no tag */
    String of(TargetImage image) {
        String tag =
                PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), image)));
        if (!TAG.matcher(tag).matches()) {
            throw new CustomTagException(
                    "the tag \"" + text + "\" is \"" + tag + "\" for image \"" + image.name() + "\", which is no tag",
                    "A tag has at most 128 letters, digits, underscores, dots and dashes;  %image_safe_slug%  is always good.");
        }
        if (CustomTagRecords.isReserved(tag)) {
            throw new CustomTagException(
                    "the tag \"" + tag + "\" looks like one of those that images and their records have by themselves",
                    "Choose another tag.");
        }
        return tag;
    }

    private String value(String placeholder, TargetImage image) {
        return switch (placeholder) {
            case "image" -> image.name();
            case "image_slug" -> Slug.plain(image.name());
            case "image_safe_slug" -> Slug.dockerTag(image.name());
            case "image_content_based_tag" -> image.digest().hex();
            default ->
                throw new CustomTagException(
                        "the tag \"" + text + "\" has the unknown placeholder %" + placeholder + "%",
                        "There are %image%, %image_slug%, %image_safe_slug% and %image_content_based_tag%.");
        };
    }
}
