package io.werf.core.deploy;

import io.werf.core.data.Tree;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/** Waits for objects that are being deleted, and says what holds them up. Thread-safe. */
final class Departures {

    /** What is gone by then needs no explanation. */
    private static final Duration SOON = Duration.ofSeconds(2);

    private static final Duration REMINDER = Duration.ofSeconds(30);

    /** The garbage collector's own: the objects that depend on it go first. */
    private static final Set<String> ORDINARY = Set.of("foregroundDeletion", "orphan", "kubernetes");

    private final KubeClient kube;
    private final EventSink events;
    private final Clock clock;
    private final Map<String, String> heldUp = new ConcurrentHashMap<>();

    Departures(KubeClient kube, EventSink events, Clock clock) {
        this.kube = kube;
        this.events = events;
        this.clock = clock;
    }

    /** What is not gone yet for a reason that is known, with the reason. */
    List<String> heldUp() {
        return new TreeMap<>(heldUp)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + " is " + entry.getValue())
                        .toList();
    }

    /**
     * Completes when the object does not exist any more, or another one has its name. Cancelling it ends the waiting.
     *
     * @param name for the user
     */
    CompletableFuture<Void> await(KubeObject object, String name) {
        AtomicReference<KubeObject> last = new AtomicReference<>(object);
        CompletableFuture<Void> gone = kube.await(object.id(), now -> {
            now.filter(live -> live.uid().equals(object.uid())).ifPresent(last::set);
            return now.isEmpty() || !now.get().uid().equals(object.uid());
        });
        explain(gone, last, name, clock.instant());
        return gone;
    }

    private void explain(CompletableFuture<Void> gone, AtomicReference<KubeObject> last, String name, Instant began) {
        after(SOON).execute(() -> {
            if (!gone.isDone()) {
                tell(last, name, began);
                remind(gone, last, name, began);
            }
        });
        var unused = gone.thenRun(() -> heldUp.remove(name));
    }

    private void remind(CompletableFuture<Void> gone, AtomicReference<KubeObject> last, String name, Instant began) {
        after(REMINDER).execute(() -> {
            if (!gone.isDone()) {
                if (!tell(last, name, began)) {
                    events.accept(new Event.RolloutWaiting(List.of(name), Duration.between(began, clock.instant())));
                }
                remind(gone, last, name, began);
            }
        });
    }

    private static Executor after(Duration delay) {
        return CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Whether there was anything new to say. */
    private boolean tell(AtomicReference<KubeObject> last, String name, Instant began) {
        String why = holding(Objects.requireNonNull(last.get()));
        if (why.isEmpty() || why.equals(heldUp.put(name, why))) {
            return false;
        }
        events.accept(new Event.RolloutProgress(
                name, "being deleted, " + why, false, Duration.between(began, clock.instant())));
        return true;
    }

    /** A namespace tells of the finalizers of what is in it. */
    private static String holding(KubeObject object) {
        if (object.id().kind().equals("Namespace")) {
            return Tree.list(object.body(), "status", "conditions").stream()
                    .filter(condition -> "True".equals(Tree.get(condition, "status")))
                    .map(condition -> Tree.string(condition, "message").orElse(""))
                    .filter(message -> !message.isEmpty())
                    .distinct()
                    .collect(Collectors.collectingAndThen(
                            Collectors.joining("; "), text -> text.isEmpty() ? "" : "held up: " + text));
        }
        String finalizers = Tree.list(object.body(), "metadata", "finalizers").stream()
                .map(Objects::toString)
                .filter(name -> !ORDINARY.contains(name))
                .collect(Collectors.joining(", "));
        return finalizers.isEmpty() ? "" : "held up by finalizer " + finalizers;
    }
}
