package io.werf.core.track;

import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The real client on the lab's cluster, which counts what tracking asks of it. */
final class CountingKube implements KubeClient {

    final AtomicInteger requests = new AtomicInteger();

    /** Verb and what it is about, of each request. */
    final Queue<String> asked = new ConcurrentLinkedQueue<>();

    final AtomicInteger openWatches = new AtomicInteger();
    private final CountDownLatch allClosed = new CountDownLatch(1);
    private volatile Runnable beforeLines = () -> {};
    private final KubeClient kube = KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()));

    /** What is done before a line of a log is handed on. */
    void beforeLines(Runnable wanted) {
        beforeLines = wanted;
    }

    private void count(String request) {
        requests.incrementAndGet();
        asked.add(request);
    }

    /** Counts down when the last watch is closed. */
    CountDownLatch whenAllWatchesAreClosed() {
        return allClosed;
    }

    @Override
    public Watch watch(ApiResource kind, String namespace, Selector selector, WatchListener listener) {
        count("watch " + kind.plural());
        Watch watch = kube.watch(kind, namespace, selector, listener);
        openWatches.incrementAndGet();
        return () -> {
            watch.close();
            if (openWatches.decrementAndGet() == 0) {
                allClosed.countDown();
            }
        };
    }

    @Override
    public Optional<KubeObject> get(ResourceId id) {
        count("get " + id);
        return kube.get(id);
    }

    @Override
    public ObjectList list(ApiResource kind, String namespace, Selector selector) {
        count("list " + kind.plural());
        return kube.list(kind, namespace, selector);
    }

    @Override
    public ObjectList listMetadata(ApiResource kind, String namespace, Selector selector) {
        count("list " + kind.plural());
        return kube.listMetadata(kind, namespace, selector);
    }

    @Override
    public LogStream followLog(
            String namespace, String pod, String container, Instant since, Consumer<String> line, Runnable onEnd) {
        count("follow " + pod);
        return kube.followLog(
                namespace,
                pod,
                container,
                since,
                text -> {
                    beforeLines.run();
                    line.accept(text);
                },
                onEnd);
    }

    @Override
    public List<String> lastLogLines(String namespace, String pod, String container, int lines, boolean previous) {
        count("log " + pod);
        return kube.lastLogLines(namespace, pod, container, lines, previous);
    }

    @Override
    public ApiResource resource(String group, String version, String kind) {
        return kube.resource(group, version, kind);
    }

    @Override
    public ApiResource resourceOfType(String type) {
        return kube.resourceOfType(type);
    }

    @Override
    public KubeObject apply(KubeObject object, boolean dryRun) {
        return kube.apply(object, dryRun);
    }

    @Override
    public void delete(ResourceId id, String propagation) {
        kube.delete(id, propagation);
    }

    @Override
    public void delete(KubeObject seen, String propagation) {
        kube.delete(seen, propagation);
    }

    @Override
    public java.util.concurrent.CompletableFuture<Void> await(
            ResourceId id, java.util.function.Predicate<Optional<KubeObject>> wanted) {
        return kube.await(id, wanted);
    }

    @Override
    public KubeClient within(Duration patience) {
        return kube.within(patience);
    }

    @Override
    public KubeClient until(java.util.function.BooleanSupplier stopped) {
        return kube.until(stopped);
    }

    @Override
    public String server() {
        return kube.server();
    }

    @Override
    public Optional<String> context() {
        return kube.context();
    }

    @Override
    public String version() {
        return kube.version();
    }

    @Override
    public List<String> apiVersions() {
        return kube.apiVersions();
    }

    @Override
    public Set<String> kinds(String apiVersion) {
        return kube.kinds(apiVersion);
    }

    @Override
    public void forgetDiscovery() {
        kube.forgetDiscovery();
    }

    @Override
    public KubeObject create(KubeObject object) {
        return kube.create(object);
    }

    @Override
    public KubeObject replace(KubeObject object) {
        return kube.replace(object);
    }

    @Override
    public KubeObject mergePatch(ResourceId id, Map<String, Object> patch, boolean dryRun) {
        return kube.mergePatch(id, patch, dryRun);
    }

    @Override
    public boolean awaitDeleted(ResourceId id, Duration timeout) {
        return kube.awaitDeleted(id, timeout);
    }

    @Override
    public void close() {
        kube.close();
    }
}
