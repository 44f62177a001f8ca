package io.werf.core.registry;

import io.werf.core.data.Sha256;
import io.werf.core.net.TimedReading;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.time.Duration;

/**
 * A stream that is an error at its end when what was read does not have the digest it should have, and before when nothing comes
 * for too long.
 */
final class VerifiedStream extends FilterInputStream {

    private final MessageDigest sum = Sha256.digest();
    private final String digest;
    private final Duration patience;
    private boolean ended;

    /** @param patience how long one reading may wait */
    VerifiedStream(InputStream in, String digest, Duration patience) {
        super(in);
        this.digest = digest;
        this.patience = patience;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = TimedReading.within(patience, in, from -> from.read(buffer, offset, length));
        if (count > 0) {
            sum.update(buffer, offset, count);
        } else if (count < 0 && !ended) {
            ended = true;
            String actual = ContentDigest.of(sum);
            if (!actual.equals(digest)) {
                throw new IOException("the registry sent content with digest " + actual + " as blob " + digest);
            }
        }
        return count;
    }

    /** Reads, because what is skipped would not be verified. */
    @Override
    public long skip(long count) throws IOException {
        return readNBytes((int) Math.min(count, 1 << 16)).length;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
