package io.werf.core.image;

import io.werf.core.git.TreeEntry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;

/**
 * A file of a build context that the commit of the project does not have itself.
 *
 * @param entry its path relative to the context
 * @param size in bytes
 */
record OutsideFile(TreeEntry entry, Content content, LongSupplier size) {

    /** Where the bytes are. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
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
