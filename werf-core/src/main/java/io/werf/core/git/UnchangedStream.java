package io.werf.core.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;

/** The content of a file of the work tree, which at its end turns out to be that of its object id, or else an error. */
final class UnchangedStream extends FilterInputStream {

    private final WorkFile file;
    private final MessageDigest digest = Constants.newMessageDigest();
    private boolean ended;

    UnchangedStream(InputStream in, WorkFile file) {
        super(in);
        this.file = file;
        digest.update(("blob " + file.size() + "\0").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value < 0) {
            end();
        } else {
            digest.update((byte) value);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count < 0) {
            end();
        } else {
            digest.update(buffer, offset, count);
        }
        return count;
    }

    /** Skipping would leave bytes out of the check. */
    @Override
    public long skip(long count) throws IOException {
        long skipped = 0;
        while (skipped < count && read() >= 0) {
            skipped++;
        }
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void end() {
        if (!ended) {
            ended = true;
            if (!ObjectId.fromRaw(digest.digest()).name().equals(file.entry().objectId())) {
                throw new WorkFileChangedException(file.entry().path());
            }
        }
    }
}
