package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeClient.WatchEvent;
import io.werf.core.kube.KubeObject;
import io.werf.core.track.Verdict.Cause;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Looks for the reason when an object stands still and no status tells why: a workload that gets no pods, a pod on which nothing
 * starts or gets ready, a claim without a volume. The cluster says it by warning events only. Used by the loop's thread only.
 */
final class Standstill implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    /** So that a message that is never twice the same does not fill the screen. */
    private static final Duration BETWEEN_WORDS = Duration.ofSeconds(10);

    private static final String PROBE = "Unhealthy";

    private final SharedWatches watches;
    private final Loop loop;
    private final Clock clock;
    private final Rules rules;
    private final Runnable news;

    private Optional<Subject> subject = Optional.empty();
    private Runnable stop = () -> {};
    private String text = "";
    private Optional<Instant> saidAt = Optional.empty();
    private Optional<Blame> blame = Optional.empty();
    private boolean live;

    /** @param news called when there is something new to say, or to fail for */
    Standstill(Tracking.Tools tools, Rules rules, Runnable news) {
        this.watches = tools.watches();
        this.loop = tools.loop();
        this.clock = tools.clock();
        this.rules = rules;
        this.news = news;
    }

    /**
     * What stands still.
     *
     * @param pod empty for the tracked object itself
     * @param runs whether the pod's containers run, so that only its probes hold it up
     */
    private record Subject(KubeObject object, Optional<PodState> pod, boolean runs) {

        boolean isAs(Subject other) {
            return object.uid().equals(other.object.uid()) && runs == other.runs;
        }

        /** What is over is not told again: a pod is asked about only once it has a node. */
        boolean takes(String reason) {
            return pod.isEmpty() || (runs == reason.equals(PROBE) && !reason.equals("FailedScheduling"));
        }
    }

    /** A warning that the object fails for, if it is still so at that time. */
    private record Blame(String words, Instant at) {}

    /** Tells how the object is that is not ready yet. */
    void update(KubeObject root, List<TrackedPod> pods) {
        Optional<Subject> present = subject(root, pods);
        if (present.isPresent() && subject.isPresent() && present.get().isAs(subject.get())) {
            subject = present;
            return;
        }
        close();
        subject = present;
        present.ifPresent(found -> stop = loop.after(PATIENCE, () -> listen(root, found)));
    }

    private static Optional<Subject> subject(KubeObject root, List<TrackedPod> pods) {
        Optional<PodState> slow = pods.stream()
                .map(TrackedPod::pod)
                .filter(pod -> !pod.isReady() && !pod.hasEnded())
                .findFirst();
        return slow.isEmpty()
                ? Optional.of(new Subject(root, Optional.empty(), false))
                : slow.filter(pod -> !PodRulebook.isExplained(pod))
                        .map(pod -> new Subject(pod.object(), slow, pod.phase().equals("Running")));
    }

    private void listen(KubeObject root, Subject found) {
        Warnings warnings = found.pod().isPresent() ? Warnings.of(found.object()) : rules.warnings(root);
        stop = watches.listen(
                new SharedWatches.Subject("", "v1", "Event", ClusterEvents.namespaceOf(root), warnings.selector()),
                new SharedWatches.Listener() {
                    @Override
                    public void changed(WatchEvent event) {
                        if (event.type() != WatchEvent.Type.DELETED
                                && warnings.mine().test(event.object())) {
                            take(event.object());
                        }
                    }

                    @Override
                    public void opened() {
                        live = true;
                    }

                    @Override
                    public void failed(WerfException cause) {
                        // Accounts of a namespace may not read its events; then there is just less to say.
                    }
                });
    }

    /** What was there before may be mended meanwhile: it is told, but nothing fails for it until it comes again. */
    private void take(KubeObject event) {
        String reason = Tree.string(event.body(), "reason").orElse("");
        String message = Tree.string(event.body(), "message").orElse("");
        if (subject.filter(present -> present.takes(reason)).isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        String words = Text.join(reason, message);
        if (saidAt.filter(said -> now.isBefore(said.plus(BETWEEN_WORDS))).isEmpty() || !text.startsWith(reason)) {
            text = words;
            saidAt = Optional.of(now);
        }
        if (live && blame.isEmpty()) {
            Refusal.patience(reason, message).ifPresent(patience -> {
                blame = Optional.of(new Blame(words, now.plus(patience)));
                stop = both(stop, loop.after(patience, news));
            });
        }
        news.run();
    }

    private static Runnable both(Runnable one, Runnable other) {
        return () -> {
            one.run();
            other.run();
        };
    }

    /** The words about the object's progress with what the cluster says, if they have it not already. */
    String with(String progress) {
        return text.isEmpty() || progress.contains(text.substring(0, text.indexOf(':') + 1))
                ? progress
                : progress + "; " + text;
    }

    /** Why it will not get on any more, if that is so. */
    Optional<Cause> failure() {
        Instant now = clock.instant();
        return blame.filter(known -> !now.isBefore(known.at()))
                .map(known -> subject.flatMap(Subject::pod)
                        .map(pod -> new Cause(
                                "Pod/" + pod.name() + " cannot start: " + known.words(),
                                Optional.of(pod),
                                Optional.empty()))
                        .orElseGet(() -> Cause.ofObject("its pods cannot be created: " + known.words())));
    }

    /** Forgets what stood still. */
    @Override
    public void close() {
        stop.run();
        stop = () -> {};
        text = "";
        saidAt = Optional.empty();
        blame = Optional.empty();
        live = false;
    }
}
