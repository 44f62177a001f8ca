package io.werf.core.sandbox.registry;

import io.werf.core.data.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A blob on its way in: kept in memory until it grows over a threshold, then in a file. */
final class Upload {

    private static final int IN_MEMORY = 256 * 1024;

    private final Spool spool;
    private final MessageDigest sha256;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private long size;

    Upload(Spool spool) {
        this.spool = spool;
        this.sha256 = Sha256.digest();
    }

    synchronized long size() {
        return size;
    }

    /** Takes all of a stream; counted against the spool's limit. */
    synchronized void append(InputStream in) throws IOException {
        byte[] buffer = new byte[64 * 1024];
        try (OutputStream out = new Target()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                spool.reserve(n);
                size += n;
                sha256.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
    }

    /** Ends the upload; the blob is discarded when its digest is another one. */
    synchronized Blob finish(String digest) throws IOException {
        String actual = "sha256:" + HexFormat.of().formatHex(sha256.digest());
        Path spooled = file;
        Blob blob = spooled == null ? new Blob.InMemory(memory.toByteArray()) : new Blob.InFile(spooled, size);
        memory = new ByteArrayOutputStream();
        if (!actual.equals(digest)) {
            spool.release(blob);
            throw new RegistryFailure(
                    400, "DIGEST_INVALID", "provided digest " + digest + " did not match uploaded content " + actual);
        }
        return blob;
    }

    /** Forgets what came so far. */
    synchronized void cancel() throws IOException {
        Path spooled = file;
        spool.release(spooled == null ? new Blob.InMemory(memory.toByteArray()) : new Blob.InFile(spooled, size));
        memory = new ByteArrayOutputStream();
    }

    private final class Target extends OutputStream {

        private @Nullable OutputStream open;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (file == null && size <= IN_MEMORY) {
                memory.write(bytes, offset, length);
                return;
            }
            OutputStream out = open;
            if (out == null) {
                out = openFile();
                open = out;
            }
            out.write(bytes, offset, length);
        }

        private OutputStream openFile() throws IOException {
            Path target = file;
            if (target != null) {
                return Files.newOutputStream(target, java.nio.file.StandardOpenOption.APPEND);
            }
            target = spool.newFile();
            file = target;
            OutputStream out = Files.newOutputStream(target);
            memory.writeTo(out);
            memory = new ByteArrayOutputStream();
            return out;
        }

        @Override
        public void close() throws IOException {
            OutputStream out = open;
            if (out != null) {
                out.close();
            }
        }
    }
}
