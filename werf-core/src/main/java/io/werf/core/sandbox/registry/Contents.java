package io.werf.core.sandbox.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.sandbox.registry.RepositoryStore.Manifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/** All repositories and the uploads under way. Thread-safe. */
final class Contents {

    private final Spool spool;
    private final Map<String, RepositoryStore> repositories = new TreeMap<>();
    private final Map<String, Upload> uploads = new HashMap<>();
    private long uploadIds;

    Contents(Spool spool) {
        this.spool = spool;
    }

    synchronized List<String> names() {
        return List.copyOf(repositories.keySet());
    }

    synchronized String newUpload() {
        String id = "upload-" + ++uploadIds;
        uploads.put(id, new Upload(spool));
        return id;
    }

    synchronized Upload upload(String id) {
        Upload upload = uploads.get(id);
        if (upload == null) {
            throw new RegistryFailure(404, "BLOB_UPLOAD_UNKNOWN", "blob upload unknown to registry");
        }
        return upload;
    }

    synchronized void cancel(String id) throws IOException {
        upload(id).cancel();
        uploads.remove(id);
    }

    synchronized void finish(String repository, String id, String digest) throws IOException {
        Upload upload = upload(id);
        uploads.remove(id);
        Blob blob = upload.finish(digest);
        if (find(digest).isPresent()) {
            spool.release(blob);
            blob = find(digest).get();
        }
        forWriting(repository).blobs().put(digest, blob);
    }

    synchronized Blob blob(String repository, String digest) {
        Blob blob = repository(repository).map(r -> r.blobs().get(digest)).orElse(null);
        if (blob == null) {
            throw new RegistryFailure(404, "BLOB_UNKNOWN", "blob unknown to registry");
        }
        return blob;
    }

    /** Makes a blob of another repository known here; false when that one does not have it. */
    synchronized boolean mount(String repository, String digest, String from) {
        Optional<Blob> blob = repository(from).map(r -> r.blobs().get(digest));
        blob.ifPresent(found -> forWriting(repository).blobs().put(digest, found));
        return blob.isPresent();
    }

    synchronized void deleteBlob(String repository, String digest) throws IOException {
        Blob blob = blob(repository, digest);
        forWriting(repository).blobs().remove(digest);
        if (find(digest).isEmpty()) {
            spool.release(blob);
        }
    }

    synchronized Manifest manifest(String repository, String reference) {
        return repository(repository)
                .flatMap(r -> r.manifest(reference))
                .orElseThrow(() -> new RegistryFailure(404, "MANIFEST_UNKNOWN", "manifest unknown"));
    }

    synchronized boolean exists(String repository, String reference) {
        return repository(repository).flatMap(r -> r.manifest(reference)).isPresent();
    }

    /** Stores a manifest after looking that everything it refers to is here. */
    synchronized void put(String repository, String reference, Manifest manifest) {
        if (reference.contains(":") && !reference.equals(manifest.digest())) {
            throw new RegistryFailure(400, "DIGEST_INVALID", "provided digest did not match uploaded content");
        }
        requireParts(forWriting(repository), content(manifest));
        spool.reserve(manifest.bytes().length);
        forWriting(repository).put(reference, manifest);
    }

    private static Map<String, Object> content(Manifest manifest) {
        try {
            return Json.readObject(manifest.bytes());
        } catch (JsonException e) {
            throw new RegistryFailure(400, "MANIFEST_INVALID", "manifest invalid: " + e.getMessage());
        }
    }

    private static void requireParts(RepositoryStore repository, Map<String, Object> manifest) {
        List<Object> blobs = new ArrayList<>(Tree.list(manifest, "layers"));
        blobs.add(Tree.map(manifest, "config"));
        for (Object blob : blobs) {
            String digest = Tree.string(blob, "digest").orElse("");
            boolean elsewhere = !Tree.list(blob, "urls").isEmpty();
            if (!digest.isEmpty() && !elsewhere && !repository.blobs().containsKey(digest)) {
                throw new RegistryFailure(404, "MANIFEST_BLOB_UNKNOWN", "blob " + digest + " unknown to registry");
            }
        }
        for (Object child : Tree.list(manifest, "manifests")) {
            String digest = Tree.string(child, "digest").orElse("");
            if (repository.manifest(digest).isEmpty()) {
                throw new RegistryFailure(404, "MANIFEST_UNKNOWN", "manifest " + digest + " unknown to registry");
            }
        }
    }

    synchronized void deleteManifest(String repository, String reference) {
        if (!repository(repository).map(r -> r.delete(reference)).orElse(false)) {
            throw new RegistryFailure(404, "MANIFEST_UNKNOWN", "manifest unknown");
        }
    }

    synchronized NavigableSet<String> tags(String repository) {
        return repository(repository)
                .map(RepositoryStore::tags)
                .orElseThrow(() -> new RegistryFailure(
                        404, "NAME_UNKNOWN", "repository name not known to registry: " + repository));
    }

    private Optional<Blob> find(String digest) {
        return repositories.values().stream()
                .flatMap(r -> Optional.ofNullable(r.blobs().get(digest)).stream())
                .findFirst();
    }

    private Optional<RepositoryStore> repository(String name) {
        return Optional.ofNullable(repositories.get(name));
    }

    private RepositoryStore forWriting(String name) {
        return repositories.computeIfAbsent(name, n -> new RepositoryStore());
    }
}
