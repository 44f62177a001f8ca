package io.werf.core.registry;

import io.werf.core.data.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * A tiny image without layers that only remembers something: its tag and the labels of its configuration are the data. The time
 * of writing is annotated in the manifest as well, so that reading it takes one request.
 *
 * @param labels of the configuration; they also keep records apart that would otherwise be the same manifest, and go together
 *     when one is deleted
 * @param created when it is written
 */
public record RecordImage(Map<String, String> labels, Instant created) {

    /** Copies the map. */
    public RecordImage {
        labels = Map.copyOf(labels);
    }

    /** Pushes it; a record of that name is replaced. */
    public CompletableFuture<Void> push(RegistryClient registry, ImageName name) {
        Blob config = Blob.of(config());
        return registry.pushBlob(name.repository(), config)
                .thenCompose(digest -> registry.putManifest(name.repository(), name.tag(), manifest(config)))
                .thenApply(digest -> null);
    }

    private byte[] config() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("created", created.toString());
        root.put("architecture", "amd64");
        root.put("os", "linux");
        root.put("config", Map.of("Labels", new TreeMap<>(labels)));
        root.put("rootfs", new TreeMap<>(Map.of("type", "layers", "diff_ids", List.of())));
        return Json.write(root).getBytes(StandardCharsets.UTF_8);
    }

    private ImageManifest manifest(Blob config) {
        String type = "application/vnd.oci.image.manifest.v1+json";
        Map<String, Object> descriptor = new LinkedHashMap<>();
        descriptor.put("mediaType", "application/vnd.oci.image.config.v1+json");
        descriptor.put("size", config.size());
        descriptor.put("digest", config.digest());
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("schemaVersion", 2);
        root.put("mediaType", type);
        root.put("config", descriptor);
        root.put("layers", List.of());
        root.put("annotations", Map.of(ImageInspector.CREATED, created.toString()));
        return ImageManifest.of(type, Json.write(root));
    }
}
