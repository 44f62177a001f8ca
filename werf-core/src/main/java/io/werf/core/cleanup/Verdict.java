package io.werf.core.cleanup;

import java.util.Optional;

/**
 * What becomes of a tag, and why.
 *
 * @param stays whether it is kept
 * @param reason for people, for example {@code branch main, 2nd of 10}
 * @param image name of the image in {@code werf.yaml}, when it is known
 * @param commit the latest commit that is recorded for it, when there is one
 */
public record Verdict(
        Kind kind, String tag, boolean stays, String reason, Optional<String> image, Optional<String> commit) {

    /** What a tag is. */
    public enum Kind {
        /** An image of the project. */
        IMAGE("stage"),
        /** What a build has uploaded. */
        UPLOAD("stage"),
        /** A record that a commit has an image. */
        RECORD("imageMetadata"),
        /** A record that the project has an image of a name. */
        MANAGED_IMAGE("managedImage"),
        /** A tag that somebody chose for an image. */
        CUSTOM_TAG("customTag"),
        /** A record of such a tag. */
        CUSTOM_TAG_RECORD("customTagMetadata"),
        /** An image of the project in the repository of final images. */
        FINAL_IMAGE("finalStage");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** Whether it is a manifest of its own that nobody but a cleanup reads. */
        boolean isRecord() {
            return this == RECORD || this == MANAGED_IMAGE || this == CUSTOM_TAG_RECORD;
        }

        /** As werf's report files call it. */
        public String type() {
            return type;
        }
    }

    /** The same about the repository of final images. */
    Verdict ofFinal() {
        return new Verdict(kind == Kind.IMAGE ? Kind.FINAL_IMAGE : kind, tag, stays, reason, image, commit);
    }

    Verdict because(boolean stay, String other) {
        return new Verdict(kind, tag, stay, other, image, commit);
    }
}
