package io.werf.core.build;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import io.werf.core.registry.UploadTag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What builds of a project have left in the local Docker Engine. Blocks. */
public final class LocalImages implements AutoCloseable {

    /** Each image that we build says so. */
    private static final String DIGEST_LABEL = "werf-stage-content-digest";

    private final DockerEngine engine;

    /** @param environment {@code DOCKER_HOST}, {@code DOCKER_TLS_VERIFY} and {@code DOCKER_CERT_PATH} say where the Engine is */
    public LocalImages(Map<String, String> environment) {
        this.engine = new DockerEngine(environment);
    }

    /**
     * An image in the Engine.
     *
     * @param id {@code sha256:…} of its configuration
     * @param names {@code repository:tag}; none when newer images have taken them over
     * @param bytes its size, with layers that others share
     */
    public record LocalImage(String id, List<String> names, Instant created, long bytes) {

        /** Copies the list. */
        public LocalImage {
            names = List.copyOf(names);
        }
    }

    /** Why the Engine cannot be asked; empty when it answers. */
    public Optional<String> unavailable() {
        DockerEngine.State state = engine.state();
        return state.answers() ? Optional.empty() : Optional.of(state.description());
    }

    /**
     * The images that builds of a project have made: labelled with it and with their digest, and under no other names than builds
     * give. One that a container was made of is not among them.
     */
    public List<LocalImage> of(String project) {
        Set<String> used = ask(() -> engine.client().listContainersCmd().withShowAll(true).exec().stream()
                .map(Container::getImageId)
                .collect(Collectors.toSet()));
        List<Image> images = ask(() -> engine.client()
                .listImagesCmd()
                .withLabelFilter("werf=" + project, DIGEST_LABEL)
                .exec());
        return images.stream()
                .filter(image ->
                        !used.contains(image.getId()) && names(image).stream().allMatch(ours(image)))
                .map(image -> new LocalImage(
                        image.getId(), names(image), Instant.ofEpochSecond(image.getCreated()), image.getSize()))
                .toList();
    }

    private static List<String> names(Image image) {
        String[] names = image.getRepoTags();
        return names == null
                ? List.of()
                : Arrays.stream(names).filter(name -> !name.endsWith("<none>")).toList();
    }

    /** Builds give an image the tag that its label has, or one to upload it under. */
    private static Predicate<String> ours(Image image) {
        String digest = image.getLabels().get(DIGEST_LABEL);
        return name -> {
            String tag = name.substring(name.lastIndexOf(':') + 1);
            return UploadTag.parse(tag)
                    .map(upload -> upload.digest().hex())
                    .orElse(tag)
                    .equals(digest);
        };
    }

    /** Where the Engine keeps images; empty when that is not on this machine. */
    public Optional<Path> storage() {
        return Optional.ofNullable(ask(() -> engine.client().infoCmd().exec().getDockerRootDir()))
                .map(Path::of)
                .filter(directory -> engine.host().startsWith("unix:") && Files.isDirectory(directory));
    }

    /**
     * Removes an image without force; the images that it was built from stay, they are the cache of builds.
     *
     * @return false when something has begun to use it meanwhile
     */
    public boolean remove(LocalImage image) {
        List<String> references = image.names().isEmpty() ? List.of(image.id()) : image.names();
        try {
            for (String reference : references) {
                ask(() -> {
                    engine.client().removeImageCmd(reference).withNoPrune(true).exec();
                    return true;
                });
            }
            return true;
        } catch (ConflictException e) {
            return false;
        } catch (NotFoundException e) {
            return true; // somebody was faster
        }
    }

    /** The library has no common type for failures of its transport. */
    private <T> T ask(Supplier<T> question) {
        try {
            return question.get();
        } catch (ConflictException | NotFoundException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new LocalEngineException(engine.host(), e);
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
