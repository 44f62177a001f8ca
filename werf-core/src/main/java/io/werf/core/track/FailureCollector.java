package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeObject;
import io.werf.core.track.Verdict.Cause;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Fetches what explains a failure before anyone can roll it back: the log's end and the warning events, in parallel. */
final class FailureCollector {

    private static final int MOST_WARNINGS = 5;

    private final KubeClient kube;
    private final Loop loop;
    private final TrackSettings settings;

    FailureCollector(KubeClient kube, Loop loop, TrackSettings settings) {
        this.kube = kube;
        this.loop = loop;
        this.settings = settings;
    }

    /**
     * Never fails: what cannot be had in time is left out, and said so.
     *
     * @param seen lines of the container that were followed, in case the server has none any more
     */
    CompletableFuture<RolloutFailure> collect(KubeObject root, Cause cause, List<String> seen) {
        CompletableFuture<Part> lines = fetch("the log", () -> lastLines(root, cause));
        CompletableFuture<Part> warnings = fetch("the events", () -> warnings(root, cause));
        return lines.thenCombine(
                warnings,
                (log, events) -> new RolloutFailure(
                        root.id().toString(),
                        cause.reason(),
                        cause.pod().map(PodState::name),
                        cause.container().map(ContainerState::name),
                        cause.container().flatMap(ContainerState::lastExit),
                        log.texts().isEmpty() ? seen : log.texts(),
                        Stream.of(events.texts(), events.trouble(), seen.isEmpty() ? log.trouble() : List.<String>of())
                                .flatMap(List::stream)
                                .toList()));
    }

    /** What was fetched, and what went wrong. */
    private record Part(List<String> texts, List<String> trouble) {}

    private CompletableFuture<Part> fetch(String what, Supplier<List<String>> request) {
        CompletableFuture<Part> part = CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new Part(request.get(), List.of());
                    } catch (WerfException e) {
                        return new Part(
                                List.of(),
                                List.of(what + " could not be read — " + Text.oneLine(String.valueOf(e.getMessage()))));
                    }
                },
                loop.calls());
        Part late = new Part(
                List.of(),
                List.of(what + " could not be read — no answer within " + Text.duration(settings.collecting())));
        return part.completeOnTimeout(late, settings.collecting().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Of the run that failed: while the container runs again that is the one before, else it is the present one. */
    private List<String> lastLines(KubeObject root, Cause cause) {
        if (cause.pod().isEmpty()
                || cause.container().filter(ContainerState::hasStarted).isEmpty()) {
            return List.of();
        }
        String namespace = root.id().namespace();
        String pod = cause.pod().get().name();
        ContainerState container = cause.container().get();
        boolean previous = container.now() == ContainerState.Now.RUNNING;
        List<String> lines = log(namespace, pod, container.name(), previous);
        return lines.isEmpty() && (previous || container.restarts() > 0)
                ? log(namespace, pod, container.name(), !previous)
                : lines;
    }

    /** The kubelet tells in place of the log, with status 200, that it has removed the container meanwhile. */
    private List<String> log(String namespace, String pod, String container, boolean previous) {
        List<String> lines = kube.lastLogLines(namespace, pod, container, settings.lastLines(), previous);
        return lines.size() == 1 && lines.get(0).startsWith("unable to retrieve container logs for ")
                ? List.of()
                : lines;
    }

    private List<String> warnings(KubeObject root, Cause cause) {
        String uid = cause.pod().map(pod -> pod.object().uid()).orElse(root.uid());
        List<KubeObject> events = kube
                .list(
                        kube.resource("", "v1", "Event"),
                        ClusterEvents.namespaceOf(root),
                        Selector.fields("involvedObject.uid=" + uid + ",type=Warning"))
                .items()
                .stream()
                .filter(event -> !repeats(event, cause))
                .toList();
        return WarningGroup.last(events, MOST_WARNINGS).stream()
                .map(WarningGroup::text)
                .toList();
    }

    /** The kubelet tells why a container waits in the pod's status, which is in the failure's reason, and in events. */
    private static boolean repeats(KubeObject event, Cause cause) {
        String message = Tree.string(event.body(), "message").orElse("");
        return cause.container()
                .filter(container -> !container.message().isEmpty())
                .map(container ->
                        message.contains(container.message()) || message.matches("Error: \\w+")) // a reason's name
                .orElse(false);
    }
}
