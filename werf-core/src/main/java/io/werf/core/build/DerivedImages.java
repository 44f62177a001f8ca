package io.werf.core.build;

import io.werf.core.config.ImageSpec;
import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.image.Origin;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.Blob;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes images out of others that are in the repository already, by its registry alone. */
final class DerivedImages {

    private static final String OCI_INDEX = "application/vnd.oci.image.index.v1+json";
    private static final String DOCKER_LIST = "application/vnd.docker.distribution.manifest.list.v2+json";

    private final RegistryClient registry;
    private final Publisher publisher;
    private final Repository repository;

    DerivedImages(RegistryClient registry, Publisher publisher, Repository repository) {
        this.registry = registry;
        this.publisher = publisher;
        this.repository = repository;
    }

    /**
     * Publishes an image that has parts; they are published.
     *
     * @return false when somebody else was faster
     */
    boolean publish(TargetImage image, Origin origin, Map<String, String> labels) {
        ImageName name = repository.image(image.digest());
        ImageManifest manifest = origin instanceof Origin.Configured configured
                ? configured(configured.plain(), configured.spec(), labels)
                : index(origin.parts());
        return publisher.tag(image, name, manifest);
    }

    private ImageManifest configured(TargetImage plain, ImageSpec spec, Map<String, String> labels) {
        ImageManifest manifest = manifest(plain);
        Map<String, Object> tree = Json.readObject(manifest.json().getBytes(StandardCharsets.UTF_8));
        String digest = manifest.configDigest().orElseThrow(() -> missing(plain, "has no configuration"));
        Map<String, Object> config = SpecifiedConfig.of(config(digest), spec);
        Tree.mapForWriting(config, "config", "Labels").putAll(labels);
        Blob blob = Blob.of(Json.write(config).getBytes(StandardCharsets.UTF_8));
        Answers.await(registry.pushBlob(repository, blob));
        Map<String, Object> descriptor = Tree.mapForWriting(tree, "config");
        descriptor.put("digest", blob.digest());
        descriptor.put("size", blob.size());
        return ImageManifest.of(manifest.mediaType(), Json.write(tree));
    }

    private Map<String, Object> config(String digest) {
        return Answers.await(registry.config(repository, digest));
    }

    private ImageManifest index(List<TargetImage> parts) {
        List<Object> manifests = new ArrayList<>();
        boolean oci = false;
        for (TargetImage part : parts) {
            ImageManifest manifest = manifest(part);
            oci |= manifest.mediaType().startsWith("application/vnd.oci.");
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("mediaType", manifest.mediaType());
            entry.put("digest", manifest.digest());
            entry.put("size", (long) manifest.json().getBytes(StandardCharsets.UTF_8).length);
            entry.put("platform", Platform.parse(part.platform()).json());
            manifests.add(entry);
        }
        String mediaType = oci ? OCI_INDEX : DOCKER_LIST;
        Map<String, Object> index = new LinkedHashMap<>();
        index.put("schemaVersion", 2L);
        index.put("mediaType", mediaType);
        index.put("manifests", manifests);
        return ImageManifest.of(mediaType, Json.write(index));
    }

    private ImageManifest manifest(TargetImage image) {
        return Answers.await(registry.manifest(
                        repository, repository.image(image.digest()).tag()))
                .orElseThrow(() -> missing(image, "is not in the registry any more"));
    }

    private BuildFailedException missing(TargetImage image, String problem) {
        return new BuildFailedException(image, repository.image(image.digest()) + " " + problem, List.of(), null);
    }
}
