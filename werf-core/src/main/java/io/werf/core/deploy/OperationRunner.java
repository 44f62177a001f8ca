package io.werf.core.deploy;

import io.werf.core.data.Tree;
import io.werf.core.error.Location;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.plan.ManagedFields;
import io.werf.core.plan.Operation;
import io.werf.core.plan.Replacement;
import io.werf.core.plan.Resource;
import io.werf.core.plan.Takeover;
import io.werf.core.track.RolloutTracker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Does the single operations of one plan. */
final class OperationRunner implements Operation.Cases<CompletableFuture<Void>> {

    private final KubeClient kube;
    private final RolloutTracker tracker;
    private final Executor pool;
    private final EventSink events;
    private final Clock clock;
    private final String namespace;
    private final Departures departures;
    private final Map<ResourceId, KubeObject> applied = new ConcurrentHashMap<>();
    /** How long werf waits for what must exist. */
    private static final Duration PATIENCE_FOR_OTHERS = Duration.ofMinutes(5);

    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean cancelled;

    OperationRunner(
            KubeClient kube, RolloutTracker tracker, Executor pool, EventSink events, Clock clock, String namespace) {
        this.kube = kube.until(() -> cancelled);
        this.tracker = tracker;
        this.pool = pool;
        this.events = events;
        this.clock = clock;
        this.namespace = namespace;
        this.departures = new Departures(kube, events, clock);
    }

    /** What is not deleted yet for a reason that is known, with the reason. */
    List<String> heldUp() {
        return departures.heldUp();
    }

    /** Ends what waits and begins no further request; requests under way end by themselves, so that nothing comes late. */
    void cancel() {
        cancelled = true;
        Set.copyOf(waiting).forEach(Runnable::run);
    }

    private CompletableFuture<Void> waiting(CompletableFuture<Void> wait) {
        Runnable stop = () -> wait.cancel(true);
        waiting.add(stop);
        var unused = wait.whenComplete((nothing, error) -> waiting.remove(stop));
        if (cancelled) {
            stop.run();
        }
        return wait;
    }

    @Override
    public CompletableFuture<Void> create(Operation.Create operation) {
        return apply(operation.object(), operation.location(), "created");
    }

    @Override
    public CompletableFuture<Void> update(Operation.Update operation) {
        return operation
                .takeover()
                .map(takeover -> applied(
                        () -> takeOverAndApply(operation.object(), takeover),
                        operation.object(),
                        operation.location(),
                        "updated"))
                .orElseGet(() -> apply(operation.object(), operation.location(), "updated"));
    }

    private KubeObject takeOverAndApply(KubeObject object, Takeover takeover) {
        kube.get(object.id())
                .map(live -> takeover.replacing()
                        ? patch(live, Replacement.patch(live, object, takeover.relinquished()))
                        : live)
                .ifPresent(live -> ManagedFields.repaired(live, object, takeover)
                        .ifPresent(fields -> patch(live, Map.of("metadata", Map.of("managedFields", fields)))));
        return kube.apply(object, false);
    }

    /** A conflict, because somebody has written meanwhile, makes all writes be tried again. */
    private KubeObject patch(KubeObject live, Map<String, Object> patch) {
        Map<String, Object> metadata = new LinkedHashMap<>(Tree.map(patch, "metadata"));
        metadata.put("resourceVersion", live.resourceVersion());
        Map<String, Object> versioned = new LinkedHashMap<>(patch);
        versioned.put("metadata", metadata);
        return kube.mergePatch(live.id(), versioned);
    }

    @Override
    public CompletableFuture<Void> recreate(Operation.Recreate operation) {
        return remove(operation.resource(), operation.propagation())
                .thenCompose(existed -> apply(operation.object(), operation.location(), "recreated"));
    }

    @Override
    public CompletableFuture<Void> delete(Operation.Delete operation) {
        return remove(operation.resource(), operation.propagation()).thenAccept(existed -> {
            if (existed) {
                announce("deleted", operation.resource());
            }
        });
    }

    @Override
    public CompletableFuture<Void> establish(Operation.Establish operation) {
        KubeObject definition = Objects.requireNonNull(applied.get(operation.resource()), "applied just before");
        return waiting(tracker.track(definition, Optional.empty())).thenRunAsync(kube::forgetDiscovery, pool);
    }

    @Override
    public CompletableFuture<Void> track(Operation.Track operation) {
        return waiting(
                tracker.track(applied.getOrDefault(operation.resource(), operation.object()), operation.location()));
    }

    @Override
    public CompletableFuture<Void> await(Operation.Await operation) {
        String name = operation.resource().describe(namespace);
        Instant began = clock.instant();
        events.accept(new Event.RolloutProgress(name, "awaited, not part of the release", false, Duration.ZERO));
        return waiting(kube.await(operation.resource(), Optional::isPresent)
                        .orTimeout(PATIENCE_FOR_OTHERS.toMillis(), TimeUnit.MILLISECONDS))
                .handle((nothing, error) -> {
                    if (error != null) {
                        throw cause(error) instanceof TimeoutException
                                ? new ExternalDependencyException(name, PATIENCE_FOR_OTHERS)
                                : new CompletionException(cause(error));
                    }
                    events.accept(
                            new Event.RolloutProgress(name, "exists", true, Duration.between(began, clock.instant())));
                    return null;
                });
    }

    private CompletableFuture<Void> apply(KubeObject object, Location location, String action) {
        return applied(() -> kube.apply(object, false), object, location, action);
    }

    private CompletableFuture<Void> applied(
            Supplier<KubeObject> write, KubeObject object, Location location, String action) {
        return retrying(write, object.id()).handle((live, error) -> {
            if (error != null) {
                throw new CompletionException(DeployFailedException.applying(object.id(), location, cause(error)));
            }
            applied.put(object.id(), live);
            announce(action, object.id());
            return null;
        });
    }

    /** @return whether there was something to remove */
    private CompletableFuture<Boolean> remove(ResourceId id, String propagation) {
        return retrying(
                        () -> {
                            Optional<KubeObject> live = kube.get(id);
                            if (live.isPresent()) {
                                kube.delete(live.get().anyVersion(), propagation);
                            }
                            return live;
                        },
                        id)
                .thenCompose(live -> live.isEmpty() ? CompletableFuture.completedFuture(false) : awaitGone(live.get()));
    }

    /** Pods take their time to end; the user sees for what it is. */
    private CompletableFuture<Boolean> awaitGone(KubeObject object) {
        String name = object.id().describe(namespace);
        Instant began = clock.instant();
        events.accept(new Event.RolloutProgress(name, "being deleted", false, Duration.ZERO));
        return waiting(departures.await(object, name)).thenApply(nothing -> {
            events.accept(new Event.RolloutProgress(name, "deleted", true, Duration.between(began, clock.instant())));
            return true;
        });
    }

    private void announce(String action, ResourceId id) {
        events.accept(new Event.ResourceChanged(action, id.describe(namespace)));
    }

    private <T> CompletableFuture<T> retrying(Supplier<T> call, ResourceId of) {
        return attempt(call, of, clock.instant(), pool);
    }

    private <T> CompletableFuture<T> attempt(Supplier<T> call, ResourceId of, Instant began, Executor when) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            if (cancelled) {
                                throw new CancellationException();
                            }
                            return call.get();
                        },
                        when)
                .exceptionallyCompose(error -> again(call, of, began, cause(error)));
    }

    private <T> CompletableFuture<T> again(Supplier<T> call, ResourceId of, Instant began, Throwable error) {
        boolean renewed = applied.values().stream().anyMatch(live -> Resource.defines(live, of));
        Optional<Retry> retry = Retry.of(error, renewed)
                .filter(known ->
                        !cancelled && Duration.between(began, clock.instant()).compareTo(known.limit()) < 0);
        if (retry.isEmpty()) {
            return CompletableFuture.failedFuture(error);
        }
        if (retry.get() == Retry.UNKNOWN_KIND) {
            kube.forgetDiscovery();
        }
        return attempt(
                call,
                of,
                began,
                CompletableFuture.delayedExecutor(retry.get().pause().toMillis(), TimeUnit.MILLISECONDS, pool));
    }

    static Throwable cause(Throwable error) {
        Throwable cause = error;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
