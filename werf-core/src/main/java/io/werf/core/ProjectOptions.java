package io.werf.core;

import io.werf.core.image.JavaModules;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Which application, in which environment.
 *
 * @param directory the project directory: where {@code werf.yaml} is, in a Git work tree
 * @param env environment name, part of the default release name and namespace; empty means none
 * @param config path of the configuration relative to {@code directory}; empty means {@code werf.yaml}, then {@code werf.yml}
 * @param modules for images that are made of class files
 * @param sources what is read: the commit, or the work in progress
 * @param finalImagesOnly whether images count only if the application is deployed with them, or another one that counts is made
 *     of them
 * @param images names of the images that count, with those that they are made of; none means that all do
 */
public record ProjectOptions(
        Path directory,
        Optional<String> env,
        Optional<String> config,
        JavaModules modules,
        SourceOptions sources,
        boolean finalImagesOnly,
        List<String> images) {

    /** Copies the list. */
    public ProjectOptions {
        images = List.copyOf(images);
    }

    /** No environment, the usual configuration file, no modules, all images. */
    public static ProjectOptions of(Path directory) {
        return new ProjectOptions(
                directory,
                Optional.empty(),
                Optional.empty(),
                JavaModules.none(),
                SourceOptions.COMMIT,
                false,
                List.of());
    }

    /** The same with another environment; {@code ""} means none. */
    public ProjectOptions withEnv(String name) {
        return new ProjectOptions(
                directory,
                name.isEmpty() ? Optional.empty() : Optional.of(name),
                config,
                modules,
                sources,
                finalImagesOnly,
                images);
    }

    /** The same, reading something else. */
    public ProjectOptions withSources(SourceOptions other) {
        return new ProjectOptions(directory, env, config, modules, other, finalImagesOnly, images);
    }

    /** The same with those images only that the application is deployed with or that these are made of, or with all. */
    public ProjectOptions withFinalImagesOnly(boolean only) {
        return new ProjectOptions(directory, env, config, modules, sources, only, images);
    }

    /** The same with the images of these names only and those that they are made of; none means all. */
    public ProjectOptions withImages(List<String> names) {
        return new ProjectOptions(directory, env, config, modules, sources, finalImagesOnly, names);
    }
}
