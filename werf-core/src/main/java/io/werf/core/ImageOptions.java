package io.werf.core;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where images are kept and how missing ones are built.
 *
 * @param repo repository for the images, for example {@code registry.example.com/team/shop}; may be empty for an application
 *     without own images
 * @param others repositories beside it
 * @param tags of final images, besides those of their content
 * @param backend {@code auto} (default), {@code buildkit}, {@code docker} or {@code daemonless}
 * @param parallelBuilds how many images are built at once, at least 1, default 5
 * @param registries how all registries are talked to
 * @param dockerBinary path of the docker program; empty means the first usable one of the PATH
 * @param build what becomes of missing images
 */
public record ImageOptions(
        Optional<String> repo,
        OtherRepos others,
        CustomTags tags,
        String backend,
        int parallelBuilds,
        RegistryOptions registries,
        Optional<Path> dockerBinary,
        BuildOptions build) {

    /** How many images are built at once unless told otherwise. */
    public static final int DEFAULT_PARALLEL_BUILDS = 5;

    /** Checks the number. */
    public ImageOptions {
        if (parallelBuilds < 1) {
            throw new IllegalArgumentException("parallelBuilds must be at least 1, not " + parallelBuilds);
        }
    }

    /** No repository, all else by default. */
    public static ImageOptions none() {
        return new ImageOptions(
                Optional.empty(),
                OtherRepos.NONE,
                CustomTags.NONE,
                "auto",
                DEFAULT_PARALLEL_BUILDS,
                RegistryOptions.DEFAULT,
                Optional.empty(),
                BuildOptions.DEFAULT);
    }

    /** Images in {@code repo}, all else by default. */
    public static ImageOptions in(String repo) {
        return none().withRepo(repo);
    }

    /** The same with another repository. */
    public ImageOptions withRepo(String repository) {
        return new ImageOptions(
                Optional.of(repository), others, tags, backend, parallelBuilds, registries, dockerBinary, build);
    }

    /** The same with other repositories beside the one for the images. */
    public ImageOptions withOtherRepos(OtherRepos repositories) {
        return new ImageOptions(repo, repositories, tags, backend, parallelBuilds, registries, dockerBinary, build);
    }

    /** The same with other tags. */
    public ImageOptions withTags(CustomTags other) {
        return new ImageOptions(repo, others, other, backend, parallelBuilds, registries, dockerBinary, build);
    }

    /** The same with another backend. */
    public ImageOptions withBackend(String name) {
        return new ImageOptions(repo, others, tags, name, parallelBuilds, registries, dockerBinary, build);
    }

    /** The same with another way to get missing images. */
    public ImageOptions withBuild(BuildOptions other) {
        return new ImageOptions(repo, others, tags, backend, parallelBuilds, registries, dockerBinary, other);
    }
}
