package io.werf.core.cleanup;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/** The JSON of a release record as text, to look for images in. */
final class ReleaseText {

    /** No honest record unpacks to more: the packed one is at most 1 MiB. */
    private static final int LARGEST = 64 << 20;

    private ReleaseText() {}

    /**
     * Unpacks what Helm packs: base64 of the Secret, base64, gzip.
     *
     * @param secret how errors call the record
     * @throws UnreadableReleaseException if it is something else
     */
    static String of(String data, String secret) {
        try {
            byte[] packed = Base64.getDecoder().decode(Base64.getDecoder().decode(data));
            boolean zipped = packed.length > 2 && packed[0] == 0x1f && packed[1] == (byte) 0x8b;
            return new String(zipped ? unzip(packed) : packed, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException | IOException e) {
            throw new UnreadableReleaseException(secret, e);
        }
    }

    private static byte[] unzip(byte[] packed) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] text = in.readNBytes(LARGEST + 1);
            if (text.length > LARGEST) {
                throw new IOException("it unpacks to more than 64 MiB");
            }
            return text;
        }
    }
}
