package io.werf.core.image;

import java.util.regex.Pattern;

/**
 * SHA3-224 over everything that can change an image and nothing else; also its tag in the registry.
 *
 * @param hex 56 lower-case hex digits
 */
public record ImageDigest(String hex) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{56}");

    /** Checks the form. */
    public ImageDigest {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("not an image digest: " + hex);
        }
    }

    @Override
    public String toString() {
        return hex;
    }
}
