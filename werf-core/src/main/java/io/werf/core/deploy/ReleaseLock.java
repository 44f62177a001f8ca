package io.werf.core.deploy;

import io.werf.core.data.Tree;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeConnectionException;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a release: a Lease beside it, renewed while it is held and deleted at the end. A holder that died stops
 * renewing, so the Lease is taken over when it has stood still for its duration.
 */
final class ReleaseLock implements AutoCloseable {

    static final Duration DURATION = Duration.ofSeconds(10);
    private static final Duration RENEWAL = Duration.ofSeconds(3);

    /** So far apart no two clocks are: a Lease that old is dead without watching it for a while. */
    private static final Duration SURELY_DEAD = Duration.ofMinutes(1);

    private static final DateTimeFormatter MICRO_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final KubeClient kube;
    private final Clock clock;
    private final ResourceId id;
    private final String holder;
    private final CompletableFuture<LockLostException> lost = new CompletableFuture<>();
    private volatile @Nullable KubeObject lease;
    private @Nullable ScheduledFuture<?> renewal;
    private volatile Instant renewed = Instant.MIN;

    private ReleaseLock(KubeClient kube, Clock clock, ResourceId id, String holder) {
        this.kube = kube;
        this.clock = clock;
        this.id = id;
        this.holder = holder;
    }

    /**
     * Takes the lock; waits while another run holds it.
     *
     * @param holder names this run, unlike any other
     * @param timer renews
     * @throws LockTimeoutException if another still has it after {@code patience}
     * @throws CancellationException if the thread was interrupted; its flag is set again
     */
    static ReleaseLock acquire(
            KubeClient kube,
            String release,
            String namespace,
            String holder,
            Duration patience,
            Clock clock,
            ScheduledExecutorService timer,
            EventSink events) {
        ResourceId id = new ResourceId("coordination.k8s.io", "v1", "Lease", namespace, "werf-release-" + release);
        ReleaseLock lock = new ReleaseLock(kube, clock, id, holder);
        lock.acquire(release, patience, events);
        lock.renewal = timer.scheduleWithFixedDelay(
                lock::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        return lock;
    }

    /** Completes when the lock is no longer held although it was not closed: whoever holds it must stop at once. */
    CompletableFuture<LockLostException> lost() {
        return lost;
    }

    private void acquire(String release, Duration patience, EventSink events) {
        Instant giveUp = clock.instant().plus(patience);
        boolean told = false;
        while (true) {
            Optional<KubeObject> live = kube.get(id);
            if (live.isEmpty() || isFree(live.get())) {
                if (tryTake(live)) {
                    return;
                }
                continue; // somebody was quicker: look again
            }
            if (!told) {
                events.accept(new Event.Notice(
                        "waiting for release " + release + ", which " + holderOf(live.get()) + " is changing"));
                told = true;
            }
            Duration left = Duration.between(clock.instant(), giveUp);
            if (left.isNegative() || left.isZero()) {
                throw new LockTimeoutException(release, holderOf(live.get()), patience);
            }
            Duration still = durationOf(live.get());
            boolean stoodStill = !changes(live.get(), still.compareTo(left) < 0 ? still : left);
            if (stoodStill && still.compareTo(left) < 0 && tryTake(live)) {
                return;
            }
        }
    }

    /** Whether the Lease is renewed or released within a time. */
    private boolean changes(KubeObject seen, Duration within) {
        CompletableFuture<Void> changed = new CompletableFuture<>();
        KubeClient.Watch watch = kube.watch(
                kube.resource(id.group(), id.version(), id.kind()),
                id.namespace(),
                KubeClient.Selector.fields("metadata.name=" + id.name()),
                event -> {
                    if (event.type() == KubeClient.WatchEvent.Type.DELETED || isOther(event.object(), seen)) {
                        changed.complete(null);
                    }
                });
        try {
            if (kube.get(id).map(now -> isOther(now, seen)).orElse(true)) {
                return true;
            }
            changed.get(within.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            watch.close();
        }
    }

    private static boolean isOther(KubeObject now, KubeObject seen) {
        return !now.resourceVersion().equals(seen.resourceVersion());
    }

    private boolean isFree(KubeObject live) {
        return holderOf(live).isEmpty()
                || renewTime(live)
                        .map(at -> at.plus(durationOf(live)).plus(SURELY_DEAD).isBefore(clock.instant()))
                        .orElse(true);
    }

    /** The server lets only one of several at once succeed. */
    private boolean tryTake(Optional<KubeObject> live) {
        try {
            Instant now = clock.instant();
            lease = live.isEmpty() ? kube.create(body(Optional.empty())) : kube.replace(body(live));
            renewed = now;
            return true;
        } catch (KubeApiException e) {
            if (e.isConflict() || (e.isNotFound() && live.isPresent())) {
                return false;
            }
            throw e;
        }
    }

    private void renew() {
        KubeObject held = lease;
        if (held == null || lost.isDone()) {
            return;
        }
        Instant now = clock.instant();
        try {
            lease = kube.replace(body(Optional.of(held)));
            renewed = now;
        } catch (KubeApiException e) {
            if (e.isConflict() || e.isNotFound()) {
                lost.complete(new LockLostException(id.name(), e));
            } else {
                loseIfExpired(e);
            }
        } catch (KubeConnectionException e) {
            loseIfExpired(e);
        }
    }

    private void loseIfExpired(RuntimeException cause) {
        if (isExpired()) {
            lost.complete(new LockLostException(id.name(), cause));
        }
    }

    private boolean isExpired() {
        return renewed.plus(DURATION).isBefore(clock.instant());
    }

    private KubeObject body(Optional<KubeObject> live) {
        Map<String, Object> metadata = new LinkedHashMap<>(Map.of("name", id.name(), "namespace", id.namespace()));
        live.ifPresent(seen -> {
            metadata.put("resourceVersion", seen.resourceVersion());
            metadata.put("uid", seen.uid()); // without it the server would make a deleted Lease anew
        });
        String now = MICRO_TIME.format(clock.instant());
        Map<String, Object> spec = Map.of(
                "holderIdentity",
                holder,
                "leaseDurationSeconds",
                DURATION.toSeconds(),
                "acquireTime",
                live.filter(seen -> holderOf(seen).equals(holder))
                        .flatMap(seen -> Tree.string(seen.body(), "spec", "acquireTime"))
                        .orElse(now),
                "renewTime",
                now);
        return new KubeObject(new LinkedHashMap<>(
                Map.of("apiVersion", id.apiVersion(), "kind", id.kind(), "metadata", metadata, "spec", spec)));
    }

    private static String holderOf(KubeObject lease) {
        return Tree.string(lease.body(), "spec", "holderIdentity").orElse("");
    }

    private static Duration durationOf(KubeObject lease) {
        return Tree.integer(lease.body(), "spec", "leaseDurationSeconds")
                .map(Duration::ofSeconds)
                .orElse(DURATION);
    }

    private static Optional<Instant> renewTime(KubeObject lease) {
        try {
            return Tree.string(lease.body(), "spec", "renewTime").map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Gives the right back by deleting the Lease, unless it may already be another's. */
    @Override
    public void close() {
        if (renewal != null) {
            renewal.cancel(false);
        }
        if (lease != null && !lost.isDone() && !isExpired()) {
            try {
                kube.delete(id, "Background");
            } catch (KubeApiException | KubeConnectionException e) {
                lost.completeExceptionally(e); // it expires by itself; the run that is ending has its own result
            }
        }
    }
}
