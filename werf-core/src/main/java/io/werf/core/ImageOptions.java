package io.werf.core;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where images are kept and how missing ones are built.
 *
 * @param repo repository for the images, for example {@code registry.example.com/team/shop}; may be empty for an application
 *     without own images
 * @param backend {@code auto} (default), {@code buildkit}, {@code docker} or {@code daemonless}
 * @param parallelBuilds how many images are built at once, at least 1, default 5
 * @param insecureRegistries hosts (with port) that are spoken to over plain HTTP; loopback hosts need not be named
 * @param registryCa PEM file of an additional authority for registries
 * @param dockerConfig directory of Docker's {@code config.json}; empty means {@code ~/.docker}
 * @param dockerBinary path of the docker program; empty means the first usable one of the PATH
 */
public record ImageOptions(
        Optional<String> repo,
        String backend,
        int parallelBuilds,
        Set<String> insecureRegistries,
        Optional<Path> registryCa,
        Optional<Path> dockerConfig,
        Optional<Path> dockerBinary) {

    /** How many images are built at once unless told otherwise. */
    public static final int DEFAULT_PARALLEL_BUILDS = 5;

    /** Copies the set and checks the number. */
    public ImageOptions {
        insecureRegistries = Set.copyOf(insecureRegistries);
        if (parallelBuilds < 1) {
            throw new IllegalArgumentException("parallelBuilds must be at least 1, not " + parallelBuilds);
        }
    }

    /** No repository, all else by default. */
    public static ImageOptions none() {
        return new ImageOptions(
                Optional.empty(),
                "auto",
                DEFAULT_PARALLEL_BUILDS,
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Images in {@code repo}, all else by default. */
    public static ImageOptions in(String repo) {
        return none().withRepo(repo);
    }

    /** The same with another repository. */
    public ImageOptions withRepo(String repository) {
        return new ImageOptions(
                Optional.of(repository),
                backend,
                parallelBuilds,
                insecureRegistries,
                registryCa,
                dockerConfig,
                dockerBinary);
    }

    /** The same with another backend. */
    public ImageOptions withBackend(String name) {
        return new ImageOptions(repo, name, parallelBuilds, insecureRegistries, registryCa, dockerConfig, dockerBinary);
    }
}
