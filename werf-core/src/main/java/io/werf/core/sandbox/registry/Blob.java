package io.werf.core.sandbox.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Content that is addressed by its digest: small ones in memory, others in a file of the sandbox. */
sealed interface Blob {

    long size();

    InputStream open() throws IOException;

    /** Frees what it occupies. */
    void discard() throws IOException;

    @SuppressWarnings("ArrayRecordComponent") // private to this package and never compared
    record InMemory(byte[] bytes) implements Blob {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public void discard() {}
    }

    record InFile(Path file, long size) implements Blob {
        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(file);
        }

        @Override
        public void discard() throws IOException {
            Files.deleteIfExists(file);
        }
    }
}
