package io.werf.it;

import io.werf.core.lab.Lab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The example between two counting proxies, one before the lab's registry and one before its API server. */
public final class Servers implements AutoCloseable {

    private final CountingProxy registry;
    private final KubeProxy kube;
    private final Path kubeConfig;
    private final Hello hello;

    private Servers(CountingProxy registry, KubeProxy kube, Path kubeConfig, Hello hello) {
        this.registry = registry;
        this.kube = kube;
        this.kubeConfig = kubeConfig;
        this.hello = hello;
    }

    /** Puts kubeconfig and project below {@code scratch}. */
    public static Servers start(Path scratch) {
        try {
            CountingProxy registry = CountingProxy.before(URI.create("http://" + Lab.registry()));
            KubeProxy kube = KubeProxy.start();
            Path kubeConfig = kube.kubeConfig(scratch);
            Path project = Files.createDirectories(scratch.resolve("hello"));
            return new Servers(
                    registry, kube, kubeConfig, Hello.in(project).at("localhost:" + registry.port(), kubeConfig));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The example, whose converge goes through the proxies. */
    public Hello hello() {
        return hello;
    }

    /** Leads to the proxy before the API server. */
    public Path kubeConfig() {
        return kubeConfig;
    }

    /** What the registry was asked since {@link #forget}. */
    public List<CountingProxy.Request> registryRequests() {
        return registry.requests();
    }

    /** What the API server was asked since {@link #forget}. */
    public List<CountingProxy.Request> apiRequests() {
        return kube.counter().requests();
    }

    /** When the first of them came. */
    public Instant firstRequest() {
        return Stream.concat(registryRequests().stream(), apiRequests().stream())
                .map(CountingProxy.Request::at)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** Starts counting anew. */
    public void forget() {
        registry.forget();
        kube.counter().forget();
    }

    @Override
    public void close() {
        registry.close();
        kube.close();
    }
}
