package io.werf.core.deploy;

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
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The right to change a release: a Lease beside it, renewed while it is held and deleted at the end. A holder that died stops
 * renewing, so the Lease is taken over when it has stood still for its duration. Renewals have a thread and a time limit of
 * their own: whatever the deploy or the connection is waiting for, the lock is lost before another run may take it.
 */
final class ReleaseLock implements AutoCloseable {

    /** Long enough for an API server to restart, short for whoever waits behind a run that was killed. */
    static final Duration DURATION = Duration.ofSeconds(20);

    private static final Duration RENEWAL = Duration.ofSeconds(3);

    /** For one renewal with all its tries. */
    private static final Duration PATIENCE = Duration.ofMillis(2500);

    /** After the last renewal: before others, whose clocks may go a little faster, take over. */
    private static final Duration LOST_AFTER = DURATION.minusSeconds(1);

    private final KubeClient kube;
    private final Clock clock;
    private final LeaseRecord record;
    private final CompletableFuture<LockLostException> lost = new CompletableFuture<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(2, task -> {
        Thread thread = new Thread(task, "werf-release-lock");
        thread.setDaemon(true);
        return thread;
    });
    private volatile @Nullable KubeObject lease;
    private @Nullable ScheduledFuture<?> expiry;
    private volatile @Nullable RuntimeException lastTrouble;

    private ReleaseLock(KubeClient kube, Clock clock, LeaseRecord record) {
        this.kube = kube;
        this.clock = clock;
        this.record = record;
    }

    /**
     * Takes the lock; waits while another run holds it.
     *
     * @param holder names this run, for the others that wait
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
            EventSink events) {
        ResourceId id = new ResourceId("coordination.k8s.io", "v1", "Lease", namespace, "werf-release-" + release);
        ReleaseLock lock = new ReleaseLock(kube, clock, new LeaseRecord(id, holder + " " + UUID.randomUUID(), clock));
        try {
            lock.acquire(release, patience, events);
        } catch (RuntimeException | Error e) {
            lock.timer.shutdownNow();
            throw e;
        }
        var unused = lock.timer.scheduleAtFixedRate(
                lock::renew, RENEWAL.toMillis(), RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
        return lock;
    }

    /** Completes when the lock is no longer held although it was not closed: whoever holds it must stop at once. */
    CompletableFuture<LockLostException> lost() {
        return lost;
    }

    /** @throws LockLostException if the lock is lost */
    void requireHeld() {
        if (lost.isDone()) {
            throw lost.join();
        }
    }

    private void acquire(String release, Duration patience, EventSink events) {
        Instant giveUp = clock.instant().plus(patience);
        boolean told = false;
        while (true) {
            Optional<KubeObject> live = kube.get(record.id());
            if (live.isPresent() && record.isOurs(live.get())) {
                held(live.get()); // an answer to our own write was lost
                return;
            }
            if (live.isEmpty() || record.isFree(live.get())) {
                if (tryTake(live)) {
                    return;
                }
                continue; // somebody was quicker: look again
            }
            if (!told) {
                events.accept(new Event.Notice("waiting for release " + release + ", which is being changed by "
                        + LeaseRecord.describe(live.get())));
                told = true;
            }
            Duration left = Duration.between(clock.instant(), giveUp);
            if (left.isNegative() || left.isZero()) {
                throw new LockTimeoutException(release, live.get(), patience);
            }
            Duration still = LeaseRecord.durationOf(live.get());
            boolean stoodStill = !changes(live.get(), still.compareTo(left) < 0 ? still : left);
            if (stoodStill && still.compareTo(left) < 0 && tryTake(live)) {
                return;
            }
        }
    }

    /** Whether the Lease is renewed or released within a time. */
    private boolean changes(KubeObject seen, Duration within) {
        return Waits.within(
                within,
                kube.await(
                        record.id(),
                        now -> now.isEmpty() || !now.get().resourceVersion().equals(seen.resourceVersion())));
    }

    /** The server lets only one of several at once succeed. */
    private boolean tryTake(Optional<KubeObject> live) {
        try {
            held(live.isEmpty() ? kube.create(record.body(live)) : kube.replace(record.body(live)));
            return true;
        } catch (KubeApiException e) {
            if (e.isConflict() || (e.isNotFound() && live.isPresent())) {
                return false;
            }
            throw e;
        }
    }

    /** Ours from now on, or since its last renewal, which was no later. */
    private synchronized void held(KubeObject live) {
        lease = live;
        if (expiry != null) {
            expiry.cancel(false);
        }
        Instant renewed = LeaseRecord.renewTime(live).orElse(clock.instant());
        Duration left = Duration.between(clock.instant(), renewed.plus(LOST_AFTER));
        expiry = timer.schedule(() -> lose(lastTrouble), Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
    }

    private void lose(@Nullable RuntimeException cause) {
        lost.complete(new LockLostException(record.id().name(), cause));
    }

    private void renew() {
        KubeObject held = lease;
        if (held == null || lost.isDone()) {
            return;
        }
        KubeClient hurried = kube.within(PATIENCE);
        try {
            held(hurried.replace(record.body(Optional.of(held))));
        } catch (KubeApiException e) {
            if (e.isConflict() || e.isNotFound()) {
                lookAgain(hurried, e);
            } else {
                lastTrouble = e;
            }
        } catch (RuntimeException e) {
            // The next renewal tries again; that this lasts too long is told by the expiry.
            lastTrouble = e;
        }
    }

    /** A renewal that was sent twice, because the connection broke, meets itself; another's is a loss. */
    private void lookAgain(KubeClient hurried, KubeApiException refused) {
        try {
            Optional<KubeObject> live = hurried.get(record.id());
            if (live.isPresent() && record.isOurs(live.get())) {
                held(live.get());
            } else {
                lose(refused);
            }
        } catch (RuntimeException e) {
            lastTrouble = e;
        }
    }

    /** Gives the right back by deleting the Lease, unless it may already be another's. */
    @Override
    public void close() {
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false); // the expiry; a renewal under way ends
        timer.shutdown();
        boolean interrupted = Thread.interrupted(); // giving the lock back is part of an orderly end
        try {
            // A renewal under way would change the version that is to be deleted.
            timer.awaitTermination(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            interrupted = true;
        }
        KubeObject held = lease;
        try {
            if (held != null && !lost.isDone()) {
                kube.within(DURATION).delete(held, "Background");
            }
        } catch (KubeApiException | KubeConnectionException e) {
            lose(e); // it expires by itself; the run that is ending has its own result
        } finally {
            timer.shutdownNow();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
