package io.werf.core.cleanup;

import io.werf.core.config.Slug;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tags that a project's repository has: images, and records about them. Other tags are none of our business. */
final class TagName {

    /** An image: the digest of its content. */
    private static final Pattern IMAGE = Pattern.compile("[0-9a-f]{56}");

    private static final Pattern RECORD =
            Pattern.compile("meta-([0-9a-f]{1,8})_([0-9a-f]{40})_([0-9a-f]{56})(?:-([0-9]{1,13}))?");
    private static final String MANAGED = "managed-image-";
    private static final String CUSTOM = "custom-tag-meta-";
    private static final int LONGEST_CUSTOM = 48;
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");
    private static final int LONGEST_TAG = 128;

    private TagName() {}

    static boolean isImage(String tag) {
        return IMAGE.matcher(tag).matches();
    }

    static Optional<CommitRecord> record(String tag) {
        Matcher record = RECORD.matcher(tag);
        return record.matches()
                ? Optional.of(new CommitRecord(
                        tag,
                        record.group(1),
                        record.group(2),
                        record.group(3),
                        Optional.ofNullable(record.group(4)).map(Long::valueOf).map(Instant::ofEpochMilli)))
                : Optional.empty();
    }

    /** The tag of the record that the image {@code name} of a project had {@code digest} in a commit. */
    static String record(String project, String name, String commit, String digest) {
        return "meta-" + nameHash(project, name) + "_" + commit + "_" + digest;
    }

    /** The same, when the image was built for that commit. */
    static String record(String project, String name, String commit, String digest, Instant built) {
        return record(project, name, commit, digest) + "-" + built.toEpochMilli();
    }

    /**
     * Stands for the name of a project's image in a record's tag. (werf hashes the name alone; with the project in it the tag
     * tells whose the image is, and a cleanup need not open it.)
     */
    static String nameHash(String project, String name) {
        return Slug.hash(project + "\n" + name);
    }

    /** Whether it is a record about a tag that somebody chose. */
    static boolean isCustomTagRecord(String tag) {
        return tag.startsWith(CUSTOM);
    }

    /** The tag of the record about a tag that somebody chose. */
    static String customTagRecord(String tag) {
        return CUSTOM + Slug.limited(tag, LONGEST_CUSTOM);
    }

    static boolean isManaged(String tag) {
        return tag.startsWith(MANAGED);
    }

    /** The tag of the record that the project has, or had, an image of that name. */
    static String managed(String name) {
        String escaped = name.isEmpty()
                ? "__nameless__"
                : name.replace(" ", "__space__").replace("/", "__slash__").replace("+", "__plus__");
        boolean fits = TAG.matcher(MANAGED + escaped).matches();
        return MANAGED + (fits ? escaped : Slug.limited(escaped, LONGEST_TAG - MANAGED.length()));
    }

    /** The name of the image; of one whose name was too long or strange for a tag, something else. */
    static String managedName(String tag) {
        String escaped = tag.substring(MANAGED.length());
        return escaped.equals("__nameless__")
                ? ""
                : escaped.replace("__space__", " ").replace("__slash__", "/").replace("__plus__", "+");
    }
}
