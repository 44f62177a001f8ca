package io.werf.core.build;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Remembers, for layers that take long to compress, which files gave which bytes: a layer that the registry has need not be made
 * again to know that. Small files in a directory of the user; what is missing or broken there only costs time. Thread-safe.
 */
public final class LayerMemory {

    /** Smaller layers are made faster than they are looked up. */
    private static final long WORTH_REMEMBERING = 1 << 20;

    private static final long LARGEST_ENTRY = 1000;
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

    private final Optional<Path> directory;

    private LayerMemory(Optional<Path> directory) {
        this.directory = directory;
    }

    /** @param directory need not exist */
    public static LayerMemory in(Path directory) {
        return new LayerMemory(Optional.of(directory));
    }

    /** Forgets everything. */
    public static LayerMemory none() {
        return new LayerMemory(Optional.empty());
    }

    /** The layer that was made of these contents, without its bytes. */
    Optional<LayerFile> find(String key) {
        return directory.map(parent -> parent.resolve(key)).flatMap(LayerMemory::read);
    }

    private static Optional<LayerFile> read(Path file) {
        try {
            if (!Files.exists(file) || Files.size(file) > LARGEST_ENTRY) {
                return Optional.empty();
            }
            Map<String, Object> entry = Json.readObject(Files.readAllBytes(file));
            LayerFile layer = new LayerFile(
                    Optional.empty(),
                    Tree.string(entry, "diffId").orElse(""),
                    Tree.string(entry, "digest").orElse(""),
                    Tree.integer(entry, "size").orElse(0L));
            boolean whole = DIGEST.matcher(layer.diffId()).matches()
                    && DIGEST.matcher(layer.digest()).matches()
                    && layer.size() > 0;
            return whole ? Optional.of(layer) : Optional.empty();
        } catch (IOException | JsonException e) {
            return Optional.empty();
        }
    }

    void put(String key, LayerFile layer) {
        if (directory.isEmpty() || layer.size() < WORTH_REMEMBERING) {
            return;
        }
        try {
            Files.createDirectories(directory.get());
            Path temporary = Files.createTempFile(directory.get(), "new", "");
            Files.write(
                    temporary,
                    Json.writeBytes(Map.of("diffId", layer.diffId(), "digest", layer.digest(), "size", layer.size())));
            Files.move(temporary, directory.get().resolve(key), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            // A directory that cannot be written remembers nothing.
        }
    }
}
