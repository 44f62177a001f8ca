package io.werf.core.track;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Waits for applied objects to get ready, by watches and never by polling, and says soon and with the cause when one will
 * not. Meanwhile it sends progress, pods' logs and reminders as events, all from one thread of its own.
 *
 * <p>Thread-safe. Kubernetes' kinds that have something to wait for have rules of their own, custom resources are read by what
 * their status usually looks like; everything else is ready as soon as it exists and costs nothing.
 */
public final class RolloutTracker implements AutoCloseable {

    /** How long the end waits for what pods wrote before; a node that gives no logs must not hold it up. */
    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    private final Loop loop = new Loop(this::crashed);
    private final Tracking.Tools tools;
    private final Set<Tracking> open = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closed;

    /**
     * @param kube stays the caller's to close, after this tracker
     * @param events called by one thread at a time
     */
    public RolloutTracker(KubeClient kube, EventSink events, Clock clock, TrackSettings settings) {
        SharedWatches watches = new SharedWatches(kube, loop);
        this.tools = new Tracking.Tools(
                kube,
                loop,
                watches,
                new PodWatches(watches, loop),
                new ReplicaSets(kube, loop),
                new Announcer(events, clock, loop, settings.heartbeat()),
                clock,
                settings);
    }

    /**
     * Begins to track an object; does not block. Cancelling the future ends the tracking of this object.
     *
     * @param applied the live object as the server answered the apply, with uid, generation and status
     * @param definedAt where its manifest stands, for the message of a failure
     * @return completes when the object is ready; exceptionally with {@link RolloutFailedException} when it will not be, with
     *     {@link InvalidAnnotationException}, or with what the cluster refused (see {@link KubeClient}); cancelled by {@link
     *     #close}
     */
    public CompletableFuture<Void> track(KubeObject applied, Optional<Location> definedAt) {
        TrackOptions options;
        try {
            options = TrackOptions.from(applied, key -> definedAt.map(at -> new Excerpt(at, 1, at.line(), List.of())));
        } catch (WerfException e) {
            return CompletableFuture.failedFuture(e);
        }
        Optional<Rules> rules = Rules.of(applied.id(), options);
        if (rules.isEmpty() || !options.blocking()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> result = new CompletableFuture<>();
        Tracking tracking = new Tracking(tools, applied, rules.get(), options, definedAt, result);
        open.add(tracking);
        var unused = result.exceptionally(error -> {
            loop.run(tracking::end);
            return null;
        });
        var unusedEnd = result.exceptionally(error -> null)
                .thenCompose(nothing -> tracking.ended())
                .thenRun(() -> open.remove(tracking));
        loop.run(tracking::start);
        if (closed) {
            result.cancel(false);
        }
        return result;
    }

    /**
     * Fails all that is still tracked, each with what it is waiting for; does not wait for the end of their tracking.
     *
     * @return whether anything was tracked
     */
    public boolean expire() {
        List<Tracking> late =
                open.stream().filter(tracking -> !tracking.result().isDone()).toList();
        loop.run(() -> late.forEach(Tracking::expire));
        return !late.isEmpty();
    }

    /** An exception out of the sink, or a defect of this room: nothing can be said any more of what is tracked. */
    private void crashed(RuntimeException cause) {
        Set.copyOf(open).forEach(tracking -> tracking.result().completeExceptionally(cause));
    }

    /** Completes after {@link #close}, when no event will come any more, or soon will not. */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    /** Cancels what is still tracked, and ends all watches and threads once the last lines have come; does not wait. */
    @Override
    public void close() {
        closed = true;
        List<Tracking> last = List.copyOf(open);
        last.forEach(tracking -> tracking.result().cancel(false));
        var unused = CompletableFuture.allOf(last.stream().map(Tracking::ended).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LAST_LINES.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> loop.run(() -> {
                    try {
                        last.forEach(Tracking::end);
                    } finally {
                        // Behind what these have queued, so that they can still hand over their watches to be closed.
                        loop.run(() -> {
                            loop.close();
                            ended.complete(null);
                        });
                    }
                }));
    }
}
