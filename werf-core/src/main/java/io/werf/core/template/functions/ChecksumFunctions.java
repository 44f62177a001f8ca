package io.werf.core.template.functions;

import static io.werf.core.template.functions.TemplateFunction.exactly;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Adler32;

/** Checksums. */
final class ChecksumFunctions {

    static final List<TemplateFunction> ALL = List.of(
            exactly("sha1sum", 1, a -> hex("SHA-1", a.string(0))),
            exactly("sha256sum", 1, a -> hex("SHA-256", a.string(0))),
            exactly("sha512sum", 1, a -> hex("SHA-512", a.string(0))),
            exactly("adler32sum", 1, a -> adler32(a.string(0))));

    private ChecksumFunctions() {}

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
