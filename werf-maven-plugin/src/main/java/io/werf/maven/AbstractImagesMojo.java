package io.werf.maven;

import io.werf.core.ImageOptions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Parameters of the goals that deal with images. */
abstract class AbstractImagesMojo extends AbstractWerfMojo {

    /**
     * Repository for the images, for example {@code registry.example.com/team/shop}. An application without own images needs
     * none.
     */
    @Parameter(property = "werf.repo")
    private @Nullable String repo;

    /**
     * How images are built: {@code buildkit} (docker program), {@code docker} (Engine API), {@code daemonless} (no Docker, no
     * RUN) or {@code auto}, the first of these that can build the Dockerfile. Default: {@code auto}.
     */
    @Parameter(property = "werf.backend")
    private @Nullable String backend;

    /** How many images are built at once. Default: 5. */
    @Parameter(property = "werf.parallelBuilds")
    private @Nullable String parallelBuilds;

    /** Registry hosts, with ports, that are spoken to over plain HTTP. Loopback hosts need not be named. */
    @Parameter(property = "werf.insecureRegistries")
    private @Nullable List<String> insecureRegistries;

    /** PEM file of an additional certificate authority for registries. */
    @Parameter(property = "werf.registryCa")
    private @Nullable String registryCa;

    /** Directory of Docker's {@code config.json}, where credentials of registries are. Default: {@code DOCKER_CONFIG}, then {@code ~/.docker}. */
    @Parameter(property = "werf.dockerConfig")
    private @Nullable String dockerConfig;

    /** Path of the docker program. Default: the first usable one of the PATH. */
    @Parameter(property = "werf.dockerBinary")
    private @Nullable String dockerBinary;

    /**
     * Uses a registry and a cluster inside this JVM instead of real ones, to see the whole pipeline on a machine that has
     * neither. Nothing outlives the run. Default: false.
     */
    @Parameter(property = "werf.sandbox")
    private @Nullable String sandbox;

    final boolean sandbox(Settings settings) {
        return settings.flag("werf.sandbox", sandbox, false);
    }

    /** For goals that delete: who asks for a sandbox must not meet the real repository. */
    final void refuseSandbox(Settings settings) {
        if (sandbox(settings)) {
            Setting given = settings.all().stream()
                    .filter(setting -> setting.name().equals("werf.sandbox"))
                    .findFirst()
                    .orElseThrow();
            throw new SettingException(given, "must be false for this goal, which has nothing to do in a sandbox");
        }
    }

    final ImageOptions images(Settings settings) {
        return new ImageOptions(
                settings.text("werf.repo", repo),
                settings.text("werf.backend", backend).orElse("auto"),
                settings.number("werf.parallelBuilds", parallelBuilds, ImageOptions.DEFAULT_PARALLEL_BUILDS, 1),
                new HashSet<>(settings.list("werf.insecureRegistries", insecureRegistries)),
                settings.text("werf.registryCa", registryCa).map(Path::of),
                settings.text("werf.dockerConfig", dockerConfig).map(Path::of),
                settings.text("werf.dockerBinary", dockerBinary).map(Path::of));
    }
}
