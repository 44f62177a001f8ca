package io.werf.core.config;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A valid {@code werf.yaml}.
 *
 * @param project project name: lower-case letters, digits and dashes, at most 50 characters
 * @param images in the order of the file; names are unique
 */
public record WerfConfig(
        String project,
        DeployConfig deploy,
        List<ImageConfig> images,
        CleanupConfig cleanup,
        GitWorktreeConfig gitWorktree) {

    /** Copies the list. */
    public WerfConfig {
        images = List.copyOf(images);
    }

    /** A configuration with the defaults for cleanup and work tree. */
    public WerfConfig(String project, DeployConfig deploy, List<ImageConfig> images) {
        this(project, deploy, images, CleanupConfig.DEFAULT, GitWorktreeConfig.DEFAULT);
    }

    /** The images that an application is deployed with, and those that they are made of, in the order of the file. */
    public List<ImageConfig> finalImages() {
        return withNeeds(images.stream().filter(ImageConfig::isFinal).toList());
    }

    /**
     * The images of these names, and those that they are made of, in the order of the file.
     *
     * @throws UnknownImageException if there is none of that name
     */
    public List<ImageConfig> images(Collection<String> names) {
        return withNeeds(names.stream()
                .map(name -> image(name)
                        .orElseThrow(() -> new UnknownImageException(
                                name, images.stream().map(ImageConfig::name).toList())))
                .toList());
    }

    private List<ImageConfig> withNeeds(List<ImageConfig> wanted) {
        Set<String> needed = new HashSet<>();
        wanted.forEach(image -> addNeeds(image, needed));
        return images.stream().filter(image -> needed.contains(image.name())).toList();
    }

    private void addNeeds(ImageConfig image, Set<String> needed) {
        if (needed.add(image.name())) {
            image.dependencies()
                    .forEach(dependency -> image(dependency.image()).ifPresent(other -> addNeeds(other, needed)));
        }
    }

    /** The image of that name. */
    public Optional<ImageConfig> image(String name) {
        return images.stream().filter(image -> image.name().equals(name)).findFirst();
    }
}
