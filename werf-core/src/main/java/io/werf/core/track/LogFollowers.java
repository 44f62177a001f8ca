package io.werf.core.track;

import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.track.Verdict.Cause;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Follows the logs of some pods of one tracked object: each run of each container from its start. Used by the loop's thread
 * only; a container that writes faster than the events are taken is slowed down by its own stream.
 */
final class LogFollowers implements AutoCloseable {

    private static final int LINES_UNDER_WAY = 1_000;
    private static final int ALL_WHO_WAIT = 1_000_000;

    private final KubeClient kube;
    private final Loop loop;
    private final Announcer out;
    private final String namespace;
    private final Instant since;
    private final LogOptions options;
    private final int lastLines;
    private final Runnable onEnd;

    private final Set<String> chosen = new LinkedHashSet<>();
    private final Set<Run> started = new HashSet<>();
    private final Map<Run, KubeClient.LogStream> running = new HashMap<>();
    private final Map<String, Deque<String>> ends = new HashMap<>();
    private final Semaphore room = new Semaphore(LINES_UNDER_WAY);
    private long lines;
    private boolean finishing;
    private boolean closed;

    /** One run of a container. */
    private record Run(String podUid, String container, int number) {}

    /**
     * @param since where the logs of pods begin that were there before
     * @param options which pods are followed, and which of their lines are shown
     * @param lastLines how many lines of each container are kept
     * @param onEnd called when a log has come to its end
     */
    LogFollowers(
            KubeClient kube,
            Loop loop,
            Announcer out,
            String namespace,
            Instant since,
            LogOptions options,
            int lastLines,
            Runnable onEnd) {
        this.kube = kube;
        this.loop = loop;
        this.out = out;
        this.namespace = namespace;
        this.since = since;
        this.options = options;
        this.lastLines = lastLines;
        this.onEnd = onEnd;
    }

    /** Takes note of the present pods, and begins to follow what has started. */
    void update(List<TrackedPod> pods) {
        chosen.retainAll(pods.stream().map(pod -> pod.pod().name()).collect(Collectors.toSet()));
        for (TrackedPod tracked : pods) {
            PodState pod = tracked.pod();
            if (chosen.contains(pod.name()) || (chosen.size() < options.replicas() && chosen.add(pod.name()))) {
                pod.containers().stream()
                        .filter(container -> container.hasStarted() && options.follows(container.name()))
                        .forEach(container -> follow(tracked, container));
            }
        }
    }

    /** Follows no more: reads what the pods have written by now. */
    void finish() {
        finishing = true;
        List.copyOf(running.values()).forEach(stream -> loop.call(stream::finish));
    }

    /** Whether all has been read: of pods that have ended, and after {@link #finish} of ready ones too. */
    boolean areRead(List<TrackedPod> pods) {
        return options.replicas() == 0
                || (!pods.isEmpty()
                        && running.isEmpty()
                        && pods.stream().map(TrackedPod::pod).allMatch(this::isWritten));
    }

    private boolean isWritten(PodState pod) {
        return pod.hasEnded() || (finishing && (pod.isReady() || !chosen.contains(pod.name())));
    }

    /** Whether there are logs that have not come to their end. */
    boolean areUnderWay() {
        return !running.isEmpty();
    }

    /** How many lines have come by now. */
    long count() {
        return lines;
    }

    /** The last lines seen of the container that failed. */
    List<String> seenOf(Cause cause) {
        return cause.pod().isEmpty() || cause.container().isEmpty()
                ? List.of()
                : List.copyOf(ends.getOrDefault(
                        cause.pod().get().name() + "/" + cause.container().get().name(), new ArrayDeque<>()));
    }

    private void follow(TrackedPod tracked, ContainerState container) {
        String pod = tracked.pod().name();
        Run run = new Run(tracked.pod().object().uid(), container.name(), container.restarts());
        if (!started.add(run)) {
            return;
        }
        Predicate<String> shown = options.linesOf(container.name());
        KubeClient.LogStream stream = kube.followLog(
                namespace,
                pod,
                container.name(),
                tracked.fresh() ? Instant.EPOCH : since,
                line -> {
                    if (shown.test(line)) {
                        hand(pod, container.name(), line);
                    }
                },
                () -> loop.run(() -> ended(run)));
        running.put(run, stream);
        if (finishing) {
            stream.finish();
        }
    }

    /** Called by the stream's thread. */
    private void hand(String pod, String container, String line) {
        try {
            room.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        }
        loop.run(() -> {
            room.release();
            lines++;
            if (!closed) {
                Deque<String> end = ends.computeIfAbsent(pod + "/" + container, key -> new ArrayDeque<>());
                end.addLast(line);
                if (end.size() > lastLines) {
                    end.removeFirst();
                }
                out.say(new Event.PodLog(pod, container, line));
            }
        });
    }

    private void ended(Run run) {
        running.remove(run);
        onEnd.run();
    }

    /** Ends all streams; lines under way are dropped. */
    @Override
    public void close() {
        closed = true;
        List.copyOf(running.values()).forEach(stream -> loop.call(stream::close));
        running.clear();
        room.release(ALL_WHO_WAIT); // a stream's thread must not wait for room that a closed loop never gives
    }
}
