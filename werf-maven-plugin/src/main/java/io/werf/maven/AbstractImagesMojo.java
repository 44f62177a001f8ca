package io.werf.maven;

import io.werf.core.BuildOptions;
import io.werf.core.CustomTags;
import io.werf.core.ImageOptions;
import io.werf.core.OtherRepos;
import io.werf.core.RegistryOptions;
import io.werf.core.registry.CredentialStore;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
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

    /** Repository that final images are copied to, under the same tags, and deployed from. Default: {@code werf.repo}. */
    @Parameter(property = "werf.finalRepo")
    private @Nullable String finalRepo;

    /**
     * Repositories that are only read: an image that is there is copied instead of built. Also {@code WERF_SECONDARY_REPO_*}.
     * Default: none.
     */
    @Parameter(property = "werf.secondaryRepo")
    private @Nullable List<String> secondaryRepo;

    /**
     * Repositories that get a copy of what is built, and are asked before those of {@code werf.secondaryRepo}: near ones save time.
     * One that does not answer is a warning. Also {@code WERF_CACHE_REPO_*}. Default: none.
     */
    @Parameter(property = "werf.cacheRepo")
    private @Nullable List<String> cacheRepo;

    /**
     * Tags that final images get besides that of their content, moved with each build. {@code %image%}, {@code %image_slug%},
     * {@code %image_safe_slug%} and {@code %image_content_based_tag%} stand for the image; with several images one of these must
     * be there. Also {@code WERF_ADD_CUSTOM_TAG_*}. Default: none.
     */
    @Parameter(property = "werf.addCustomTag")
    private @Nullable List<String> addCustomTag;

    /**
     * A tag like those of {@code werf.addCustomTag} that the chart refers to images by, if {@code werf-giterminism.yaml} has
     * {@code allowCustomTags}. Default: none.
     */
    @Parameter(property = "werf.useCustomTag")
    private @Nullable String useCustomTag;

    /**
     * How images are built: {@code buildkit} (docker program), {@code docker} (Engine API), {@code daemonless} (no Docker, no
     * RUN) or {@code auto}, the first of these that can build the Dockerfile. Default: {@code auto}.
     */
    @Parameter(property = "werf.backend")
    private @Nullable String backend;

    /** How many images are built at once; -1 is no limit. Default: 5. */
    @Parameter(property = "werf.parallelTasksLimit")
    private @Nullable String parallelTasksLimit;

    /** Registry hosts, with ports, that are spoken to over plain HTTP. Loopback hosts need not be named. Separated by commas or lines. */
    @Parameter(property = "werf.insecureRegistries")
    private @Nullable List<String> insecureRegistries;

    /** Registry hosts, with ports, whose certificate is not checked. Separated by commas or lines. Default: none. */
    @Parameter(property = "werf.skipTlsVerifyRegistries")
    private @Nullable List<String> skipTlsVerifyRegistries;

    /**
     * Hosts that are asked for base images before the host that the images are named by: {@code HOST=MIRROR}, or {@code MIRROR}
     * alone for Docker Hub. For images that are built without Docker; Docker has mirrors of its own. Also
     * {@code WERF_CONTAINER_REGISTRY_MIRROR_*}. Default: none.
     */
    @Parameter(property = "werf.containerRegistryMirror")
    private @Nullable List<String> containerRegistryMirror;

    /**
     * User for the registry of {@code werf.repo}. Default: who the {@code server} of {@code settings.xml} says whose id is the
     * host, then Docker's {@code config.json} and its helpers, then nobody.
     */
    @Parameter(property = "werf.registryUsername")
    private @Nullable String registryUsername;

    /** Password of {@code werf.registryUsername}; better given as {@code WERF_REGISTRY_PASSWORD}. */
    @Parameter(property = "werf.registryPassword")
    private @Nullable String registryPassword;

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
        Optional<String> repository = settings.text("werf.repo", repo);
        int tasks = settings.number(
                "werf.parallelTasksLimit", parallelTasksLimit, ImageOptions.DEFAULT_PARALLEL_BUILDS, -1);
        return new ImageOptions(
                repository,
                new OtherRepos(
                        settings.text("werf.finalRepo", finalRepo),
                        settings.names("werf.secondaryRepo", secondaryRepo),
                        settings.names("werf.cacheRepo", cacheRepo)),
                new CustomTags(
                        settings.names("werf.addCustomTag", addCustomTag),
                        settings.text("werf.useCustomTag", useCustomTag)),
                settings.text("werf.backend", backend).orElse("auto"),
                tasks < 1 ? Integer.MAX_VALUE : tasks,
                registries(settings, repository),
                settings.text("werf.dockerBinary", dockerBinary).map(Path::of),
                BuildOptions.DEFAULT);
    }

    private RegistryOptions registries(Settings settings, Optional<String> repository) {
        return new RegistryOptions(
                new HashSet<>(settings.names("werf.insecureRegistries", insecureRegistries)),
                new HashSet<>(settings.names("werf.skipTlsVerifyRegistries", skipTlsVerifyRegistries)),
                settings.text("werf.registryCa", registryCa).map(Path::of),
                RegistrySettingsText.mirrors(settings.names("werf.containerRegistryMirror", containerRegistryMirror)),
                settings.text("werf.dockerConfig", dockerConfig).map(Path::of),
                CredentialStore.chain(List.of(
                        RegistrySettingsText.credentials(
                                repository,
                                settings.text("werf.registryUsername", registryUsername),
                                settings.text("werf.registryPassword", registryPassword)),
                        host -> servers().find(host))),
                proxies());
    }
}
