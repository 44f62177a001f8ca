package io.werf.core.template.functions;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text form of keys and certificates. */
final class Pem {

    private static final int LINE = 64;

    private Pem() {}

    static String write(String type, byte[] content) {
        String base64 = Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content);
        return "-----BEGIN " + type + "-----\n" + base64 + "\n-----END " + type + "-----\n";
    }
}
