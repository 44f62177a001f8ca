package io.werf.core.build;

import io.werf.core.data.Sha256;
import io.werf.core.registry.Blob;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A compressed layer in a temporary file.
 *
 * @param file empty when the repository has the layer already
 * @param diffId digest of the uncompressed tar
 */
record LayerFile(Optional<Path> file, String diffId, String digest, long size) {

    /** Writes the uncompressed tar of a layer. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    static LayerFile write(Path file, Content content) throws IOException {
        MessageDigest compressed = Sha256.digest();
        MessageDigest plain = Sha256.digest();
        try (OutputStream out = Files.newOutputStream(file);
                OutputStream gzip = new GZIPOutputStream(new DigestOutputStream(out, compressed), 1 << 16);
                OutputStream tar = new DigestOutputStream(gzip, plain)) {
            content.writeTo(tar);
        }
        return new LayerFile(Optional.of(file), format(plain), format(compressed), Files.size(file));
    }

    private static String format(MessageDigest digest) {
        return "sha256:" + HexFormat.of().formatHex(digest.digest());
    }

    /** What is to be pushed; empty when the repository has it. */
    Optional<Blob> blob() {
        return file.map(path -> new Blob(digest, size, () -> open(path)));
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
