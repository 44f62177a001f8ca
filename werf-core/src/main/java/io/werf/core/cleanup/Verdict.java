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
        /** A record that a commit has an image. */
        RECORD("imageMetadata"),
        /** A record that the project has an image of a name. */
        MANAGED_IMAGE("managedImage");

        private final String type;

        Kind(String type) {
            this.type = type;
        }

        /** As werf's report files call it. */
        public String type() {
            return type;
        }
    }

    Verdict because(boolean stay, String other) {
        return new Verdict(kind, tag, stay, other, image, commit);
    }
}
