package io.werf.core;

import io.werf.core.build.BuildBackend;
import io.werf.core.build.BuildProxies;
import io.werf.core.build.BuildkitBackend;
import io.werf.core.build.DaemonlessBackend;
import io.werf.core.build.DockerBackend;
import io.werf.core.build.LayerMemory;
import io.werf.core.build.SecretReader;
import io.werf.core.chart.ChartImages;
import io.werf.core.chart.dependency.ChartCredentials;
import io.werf.core.chart.dependency.ChartDependencies;
import io.werf.core.chart.dependency.HelmRepositories;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeSettings;
import io.werf.core.net.Proxies;
import io.werf.core.registry.Answers;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.DockerConfigCredentials;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.registry.vendor.ImageRemovers;
import io.werf.core.registry.vendor.VendorSettings;
import io.werf.core.sandbox.Sandbox;
import io.werf.core.secret.Redactor;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The servers that a run talks to: real ones, or those of a sandbox made for the run. What a run does not use is not made; what
 * takes long and needs nothing of the project is begun at once: the connection to the cluster, and the client for the registry.
 */
final class Surroundings implements AutoCloseable {

    /** Stands for the repository where none is given. */
    private static final Repository STUB = new Repository("REGISTRY", "NAMESPACE/NAME");

    private final @Nullable Sandbox sandbox;
    private final ImageOptions options;
    private final Map<String, String> environment;
    private final EventSink sink;
    private final Clock clock;
    private final Redactor redactor;
    private final @Nullable KubeClient kube;
    private @Nullable CompletableFuture<RegistryClient> registry;
    private List<BuildBackend> backends = List.of();

    private Surroundings(
            @Nullable Sandbox sandbox,
            ImageOptions options,
            Map<String, String> environment,
            EventSink sink,
            Clock clock,
            Redactor redactor,
            @Nullable KubeClient kube) {
        this.sandbox = sandbox;
        this.options = options;
        this.environment = environment;
        this.sink = sink;
        this.clock = clock;
        this.redactor = redactor;
        this.kube = kube;
    }

    /**
     * Opens what a run needs.
     *
     * @param cluster where the cluster is; empty when the run uses none
     */
    static Surroundings open(
            boolean sandboxed,
            ImageOptions images,
            Optional<KubeSettings> cluster,
            Map<String, String> environment,
            EventSink sink,
            Clock clock,
            Redactor redactor) {
        Sandbox sandbox = sandboxed ? Sandbox.start() : null;
        Supplier<KubeClient> connection = () -> sandbox == null
                ? KubeClients.connect(cluster.orElseThrow(), redactor::add)
                : KubeClients.connect(sandbox.apiServer());
        Surroundings opened = new Surroundings(
                sandbox,
                sandbox == null
                        ? images
                        : images.withRepo(sandbox.registry() + "/sandbox").withOtherRepos(OtherRepos.NONE),
                environment,
                sink,
                clock,
                redactor,
                cluster.isPresent() ? connection.get() : null);
        if (opened.options.repo().isPresent() && images.build().report().isEmpty()) {
            opened.beginRegistry();
        }
        return opened;
    }

    /**
     * Asks the cluster for its version on another thread, so that TLS, credentials and classes are ready when the chart is
     * rendered for that version. An error shows when the version is really wanted.
     */
    void greetCluster() {
        KubeClient client = kube();
        Thread greeting = new Thread(
                () -> {
                    try {
                        client.version();
                    } catch (RuntimeException again) {
                        // a warm-up only: whoever needs the version gets the error, with what it was needed for
                    }
                },
                "werf-greeting");
        greeting.setDaemon(true);
        greeting.start();
    }

    /** The cluster. */
    KubeClient kube() {
        if (kube == null) {
            throw new IllegalStateException("this run was opened without a cluster");
        }
        return kube;
    }

    /**
     * Images in the repository of this run.
     *
     * @param project the project directory
     * @param secret told each secret that a build gets
     */
    ImagePhase images(Path project, Consumer<String> secret) {
        RegistryClient client = registry();
        List<BuildBackend> all = backends(client, credentials());
        backends = all;
        return new ImagePhase(
                client, all, new SecretReader(environment, project, secret), options, runtime(), sink, clock);
    }

    private BuildReport.RuntimeInfo runtime() {
        boolean inContainer = environment.containsKey("KUBERNETES_SERVICE_HOST")
                || Files.exists(Path.of("/.dockerenv"))
                || Files.exists(Path.of("/run/.containerenv"));
        return new BuildReport.RuntimeInfo(options.backend(), inContainer);
    }

    /** The way to registries. Errors in its settings show here. */
    RegistryClient registry() {
        beginRegistry();
        return Answers.await(Objects.requireNonNull(registry, "begun"));
    }

    /** Makes the client on a thread of its own: TLS alone takes as long as reading the project. Opens no connection. */
    private synchronized void beginRegistry() {
        if (registry == null) {
            registry = CompletableFuture.supplyAsync(
                    () -> new RegistryClient(registrySettings(), credentials(), clock), Surroundings::startThread);
        }
    }

    private static void startThread(Runnable task) {
        Thread thread = new Thread(task, "werf-registry-start");
        thread.setDaemon(true);
        thread.start();
    }

    /** Charts that other charts depend on, from wherever they are published. */
    ChartDependencies charts(ChartCredentials logins) {
        Path home = Path.of(System.getProperty("user.home"));
        return new ChartDependencies(
                () -> HelmRepositories.ofUser(environment, home),
                logins,
                new OciCharts(this::registry),
                proxies(),
                werfHome().resolve("charts"),
                clock);
    }

    /** Where things are kept that only save time. */
    private Path werfHome() {
        return werfHome(environment);
    }

    /** {@code WERF_HOME}, by default {@code ~/.werf}. */
    static Path werfHome(Map<String, String> environment) {
        String own = environment.getOrDefault("WERF_HOME", "");
        return own.isEmpty() ? Path.of(System.getProperty("user.home")).resolve(".werf") : Path.of(own);
    }

    /** How images are deleted. */
    ImageRemovers removers(RegistryClient client, VendorSettings vendor) {
        return new ImageRemovers(
                client,
                credentials(),
                vendor,
                environment,
                Path.of(System.getProperty("user.home")),
                clock,
                redactor::add);
    }

    /** The repository of this run, if there is one. */
    Optional<Repository> repository() {
        return options.repo().map(Repository::parse);
    }

    /** The repository of final images, if it is another. */
    Optional<Repository> finalRepository() {
        return options.others()
                .ofFinal()
                .map(Repository::parse)
                .filter(other -> !repository().equals(Optional.of(other)));
    }

    /**
     * The images that the chart of a project may name, by the names that they have or will have; needs no registry.
     *
     * @throws BuildReportException if they are to come from a build's report, and it has not all of them
     */
    ChartImages chartImages(Project project) {
        Optional<Path> report =
                options.build().report().filter(file -> !project.images().isEmpty());
        if (report.isPresent()) {
            return BuildReportFile.read(report.get(), project, runtime()).chartImages();
        }
        ChartImages images =
                ImagePhase.naming(project, options, repository().orElse(STUB)).images(project);
        boolean nowhere = options.repo().isEmpty() && options.others().ofFinal().isEmpty();
        return nowhere && !images.names().isEmpty() ? images.nowhere() : images;
    }

    /** A password is known to the redactor before anybody can use it; with its user it stands in requests, in base64. */
    private CredentialStore credentials() {
        CredentialStore found = configuredCredentials();
        return registry -> {
            CredentialStore.Lookup lookup = found.find(registry);
            lookup.credentials().ifPresent(known -> {
                redactor.add(known.password());
                redactor.add(known.username() + ":" + known.password());
            });
            return lookup;
        };
    }

    private CredentialStore configuredCredentials() {
        CredentialStore docker = options.registries()
                .dockerConfig()
                .<CredentialStore>map(
                        directory -> new DockerConfigCredentials(directory.resolve("config.json"), environment))
                .orElseGet(() -> DockerConfigCredentials.ofUser(environment, Path.of(System.getProperty("user.home"))));
        return CredentialStore.chain(List.of(options.registries().credentials(), docker));
    }

    /** {@link DockerConfigJson} of the directory that the options or the environment name. */
    String dockerConfig() {
        return DockerConfigJson.read(
                options.registries()
                        .dockerConfig()
                        .orElseGet(() -> DockerConfigCredentials.directory(
                                environment, Path.of(System.getProperty("user.home")))),
                redactor);
    }

    private Proxies proxies() {
        Proxies given = options.registries().proxies();
        Proxies surrounding = Proxies.ofEnvironment(environment);
        return server -> {
            Optional<URI> proxy = given.before(server).or(() -> surrounding.before(server));
            proxy.map(URI::getUserInfo).ifPresent(redactor::add);
            return proxy;
        };
    }

    private RegistrySettings registrySettings() {
        RegistryOptions wanted = options.registries();
        RegistrySettings settings = RegistrySettings.defaults()
                .withPlainHttp(wanted.plainHttp())
                .withSkipVerify(wanted.skipVerify())
                .withMirrors(wanted.mirrors())
                .withProxies(proxies());
        if (wanted.ca().isPresent()) {
            settings =
                    settings.withCaFile(RegistrySettings.ANY_HOST, wanted.ca().get());
            List<String> all = new ArrayList<>(options.others().all());
            options.repo().ifPresent(all::add);
            for (String repo : all) {
                settings = settings.withCaFile(
                        Repository.parse(repo).registry(), wanted.ca().get());
            }
        }
        return settings;
    }

    private List<BuildBackend> backends(RegistryClient client, CredentialStore credentials) {
        if (sandbox != null) {
            return List.of(new DaemonlessBackend(client, true, sink));
        }
        Map<String, String> docker = new HashMap<>(environment);
        options.registries().dockerConfig().ifPresent(directory -> docker.put("DOCKER_CONFIG", directory.toString()));
        BuildProxies proxies = new BuildProxies(docker, redactor::add);
        BuildBackend buildkit = new BuildkitBackend(
                docker, options.dockerBinary(), options.registries().credentials(), proxies);
        BuildBackend engine = new DockerBackend(docker, credentials, proxies);
        BuildBackend daemonless =
                new DaemonlessBackend(client, false, LayerMemory.in(werfHome().resolve("layers")), sink);
        return switch (options.backend()) {
            case "auto" -> List.of(buildkit, engine, daemonless);
            case "buildkit" -> List.of(buildkit);
            case "docker" -> List.of(engine);
            case "daemonless" -> List.of(daemonless);
            default -> throw new UnknownBackendException(options.backend());
        };
    }

    /** Also one that is still being made. */
    private static void close(CompletableFuture<RegistryClient> begun) {
        begun.handle((client, failure) -> {
                    if (client != null) {
                        client.close();
                    }
                    return client;
                })
                .join();
    }

    /** Closes all, also when closing one fails. */
    @Override
    public void close() {
        List<Runnable> all = new ArrayList<>();
        backends.forEach(backend -> all.add(backend::close));
        if (kube != null) {
            all.add(kube::close);
        }
        if (registry != null) {
            CompletableFuture<RegistryClient> begun = registry;
            all.add(() -> close(begun));
        }
        if (sandbox != null) {
            all.add(sandbox::close);
        }
        RuntimeException failure = null;
        for (Runnable close : all) {
            try {
                close.run();
            } catch (RuntimeException e) {
                if (failure == null) {
                    failure = e;
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
