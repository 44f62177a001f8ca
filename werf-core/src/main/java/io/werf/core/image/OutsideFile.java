package io.werf.core.image;

import io.werf.core.git.FileMode;
import io.werf.core.git.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongSupplier;

/**
 * A file of a build context that the commit of the project does not have itself.
 *
 * @param entry its path relative to the context
 * @param size in bytes
 */
record OutsideFile(TreeEntry entry, Content content, LongSupplier size) {

    private static final int BUFFER = 1 << 16;

    /** Where the bytes are. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** A file with the id that Git would give it. */
    static OutsideFile hashed(String path, FileMode mode, Content content, long size) throws IOException {
        return new OutsideFile(new TreeEntry(path, mode, id(content, size)), content, () -> size);
    }

    private static String id(Content content, long size) throws IOException {
        MessageDigest digest = sha1();
        digest.update(("blob " + size + "\0").getBytes(StandardCharsets.US_ASCII));
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = content.open()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    static Content ofBytes(byte[] bytes) {
        return () -> new ByteArrayInputStream(bytes);
    }

    static Content ofFile(Path file) {
        return () -> Files.newInputStream(file);
    }

    InputStream open() {
        try {
            return content.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
