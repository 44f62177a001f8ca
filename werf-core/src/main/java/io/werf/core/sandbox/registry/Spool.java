package io.werf.core.sandbox.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The private directory for large blobs, made when first needed, and the limit of what the registry may hold. */
final class Spool implements AutoCloseable {

    private final long limit;
    private long used;
    private @Nullable Path directory;
    private long files;

    Spool(long limit) {
        this.limit = limit;
    }

    synchronized void reserve(long bytes) {
        if (used + bytes > limit) {
            throw new RegistryFailure(
                    507, "DENIED", "the sandbox registry is full: it holds " + limit + " bytes at most");
        }
        used += bytes;
    }

    void release(Blob blob) throws IOException {
        synchronized (this) {
            used -= blob.size();
        }
        blob.discard();
    }

    synchronized Path newFile() throws IOException {
        Path dir = directory;
        if (dir == null) {
            dir = Files.createTempDirectory("werf-sandbox-registry");
            directory = dir;
        }
        return dir.resolve(Long.toString(++files));
    }

    @Override
    public synchronized void close() {
        Path dir = directory;
        directory = null;
        if (dir == null) {
            return;
        }
        try (Stream<Path> all = Files.walk(dir)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the sandbox registry's directory " + dir, e);
        }
    }
}
