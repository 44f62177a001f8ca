package io.werf.core.chart.dependency;

import io.werf.core.data.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Packed charts that were fetched once, so that the next run needs no network. Several processes may use one directory. */
final class ChartCache {

    private static final int HASH = 64;

    private final Path directory;

    ChartCache(Path directory) {
        this.directory = directory;
    }

    /** The archive, if it is there and as it was. */
    Optional<byte[]> find(String repository, String name, String version) {
        Path file = file(repository, name, version);
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            byte[] content = Files.readAllBytes(file);
            if (content.length < HASH) {
                return Optional.empty();
            }
            byte[] archive = java.util.Arrays.copyOfRange(content, HASH, content.length);
            String hash = new String(content, 0, HASH, StandardCharsets.US_ASCII);
            return hash.equals(Sha256.hex(archive)) ? Optional.of(archive) : Optional.empty();
        } catch (IOException e) {
            throw new ChartDependencyException("cannot read the cache of charts " + file + ": " + e, e);
        }
    }

    /** Keeps an archive: its hash, then its bytes, so that a damaged file is fetched again. */
    void put(String repository, String name, String version, byte[] archive) {
        Path file = file(repository, name, version);
        try {
            Files.createDirectories(directory);
            Path unfinished = Files.createTempFile(directory, "chart", ".part");
            try {
                byte[] hash = Sha256.hex(archive).getBytes(StandardCharsets.US_ASCII);
                byte[] content = java.util.Arrays.copyOf(hash, HASH + archive.length);
                System.arraycopy(archive, 0, content, HASH, archive.length);
                Files.write(unfinished, content);
                Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unfinished);
            }
        } catch (IOException e) {
            throw new ChartDependencyException("cannot write the cache of charts " + file + ": " + e, e);
        }
    }

    /** The name has nothing of the outside but a hash. */
    private Path file(String repository, String name, String version) {
        String key = repository + "\n" + name + "\n" + version;
        return directory.resolve(Sha256.hex(key) + ".tgz");
    }
}
