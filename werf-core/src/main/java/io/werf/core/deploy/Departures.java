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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
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
    private final Set<Leaving> all = ConcurrentHashMap.newKeySet();

    Departures(KubeClient kube, EventSink events, Clock clock) {
        this.kube = kube;
        this.events = events;
        this.clock = clock;
    }

    /** What is not gone yet for a reason that is known, with the reason. */
    List<String> heldUp() {
        return all.stream()
                .filter(leaving -> !leaving.holding().isEmpty())
                .map(leaving -> leaving.name + " is " + leaving.holding())
                .sorted()
                .toList();
    }

    /**
     * Completes when the object does not exist any more, or another one has its name. Cancelling it ends the waiting.
     *
     * @param name for the user
     */
    CompletableFuture<Void> await(KubeObject object, String name) {
        Leaving leaving = new Leaving(object, name, clock.instant());
        all.add(leaving);
        CompletableFuture<Void> gone = kube.await(object.id(), leaving::isGone);
        after(SOON, gone, leaving::tell);
        remind(gone, leaving);
        var unused = gone.thenRun(() -> all.remove(leaving));
        return gone;
    }

    private void remind(CompletableFuture<Void> gone, Leaving leaving) {
        after(REMINDER, gone, () -> {
            events.accept(new Event.RolloutWaiting(List.of(leaving.name), leaving.elapsed()));
            remind(gone, leaving);
        });
    }

    private static void after(Duration delay, CompletableFuture<Void> gone, Runnable task) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (!gone.isDone()) {
                        task.run();
                    }
                });
    }

    /** An object that is being deleted. */
    private final class Leaving {

        private final String name;
        private final Instant began;
        private volatile KubeObject last;
        private String told = "";

        Leaving(KubeObject object, String name, Instant began) {
            this.last = object;
            this.name = name;
            this.began = began;
        }

        boolean isGone(Optional<KubeObject> now) {
            if (now.isEmpty() || !now.get().uid().equals(last.uid())) {
                return true;
            }
            last = now.get();
            if (elapsed().compareTo(SOON) > 0) {
                tell();
            }
            return false;
        }

        Duration elapsed() {
            return Duration.between(began, clock.instant());
        }

        String holding() {
            return Departures.holding(last);
        }

        synchronized void tell() {
            String why = holding();
            if (!why.isEmpty() && !why.equals(told)) {
                told = why;
                events.accept(new Event.RolloutProgress(name, "being deleted, " + why, false, elapsed()));
            }
        }
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
