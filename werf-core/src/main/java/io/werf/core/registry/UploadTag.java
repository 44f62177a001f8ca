package io.werf.core.registry;

import io.werf.core.image.ImageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag under which one build brings an image into the repository, as builders cannot push without a tag. Nobody else pushes under
 * it, and nobody deploys by it: the image gets the tag that it is known by when it is there and no other build was faster.
 *
 * @param digest of the image's content
 * @param since when it was made, to the millisecond
 * @param nonce what tells it from that of another host
 */
public record UploadTag(ImageDigest digest, Instant since, String nonce) {

    private static final int NONCE = 8;
    private static final Pattern FORM = Pattern.compile("([0-9a-f]{56})\\.([0-9]{13})-([0-9a-f]{8})");

    /** One that there is not yet. */
    public static UploadTag next(ImageDigest digest, Instant now) {
        return new UploadTag(digest, now, UUID.randomUUID().toString().substring(0, NONCE));
    }

    /** Reads a tag; empty when it is another one. */
    public static Optional<UploadTag> parse(String tag) {
        Matcher matcher = FORM.matcher(tag);
        return matcher.matches()
                ? Optional.of(new UploadTag(
                        new ImageDigest(matcher.group(1)),
                        Instant.ofEpochMilli(Long.parseLong(matcher.group(2))),
                        matcher.group(3)))
                : Optional.empty();
    }

    /** The tag itself: the digest, a dot, milliseconds since 1970, a dash and the nonce. */
    @Override
    public String toString() {
        return digest + "." + since.toEpochMilli() + "-" + nonce;
    }
}
