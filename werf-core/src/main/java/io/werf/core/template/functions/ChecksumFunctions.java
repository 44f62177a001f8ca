package io.werf.core.template.functions;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.Adler32;
import org.jspecify.annotations.Nullable;

/** Checksums. */
final class ChecksumFunctions {

    private ChecksumFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "sha1sum" -> hex("SHA-1", a.string(0));
            case "sha256sum" -> hex("SHA-256", a.string(0));
            case "sha512sum" -> hex("SHA-512", a.string(0));
            case "adler32sum" -> adler32(a.string(0));
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static String hex(String algorithm, String text) {
        return HexFormat.of().formatHex(digest(algorithm, text));
    }

    static byte[] digest(String algorithm, String text) {
        try {
            return MessageDigest.getInstance(algorithm).digest(GoStrings.bytes(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    private static String adler32(String text) {
        Adler32 checksum = new Adler32();
        checksum.update(GoStrings.bytes(text));
        return String.valueOf(checksum.getValue());
    }
}
