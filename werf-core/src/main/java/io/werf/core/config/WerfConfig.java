package io.werf.core.config;

import java.util.List;
import java.util.Optional;

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

    /** The image of that name. */
    public Optional<ImageConfig> image(String name) {
        return images.stream().filter(image -> image.name().equals(name)).findFirst();
    }
}
