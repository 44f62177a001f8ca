package io.werf.core.registry;

import io.werf.core.data.Sha256;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Digests as registries write them: {@code sha256:} and 64 hex digits. */
final class ContentDigest {

    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    private ContentDigest() {}

    static String of(byte[] content) {
        return "sha256:" + Sha256.hex(content);
    }

    /** Of what was fed to {@code sum}. */
    static String of(MessageDigest sum) {
        return "sha256:" + HexFormat.of().formatHex(sum.digest());
    }

    static boolean isDigest(String text) {
        return FORM.matcher(text).matches();
    }

    /** Nothing but a digest may become a part of an address. */
    static String checked(String digest) {
        if (!isDigest(digest)) {
            throw new IllegalArgumentException("not a sha256 digest: " + digest);
        }
        return digest;
    }
}
