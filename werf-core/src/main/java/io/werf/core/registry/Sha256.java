package io.werf.core.registry;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Digests of the registry's content. */
final class Sha256 {

    private static final Pattern FORM = Pattern.compile("sha256:[0-9a-f]{64}");

    private Sha256() {}

    static String digest(byte[] content) {
        return format(start().digest(content));
    }

    static MessageDigest start() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    static String format(byte[] sum) {
        return "sha256:" + HexFormat.of().formatHex(sum);
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
