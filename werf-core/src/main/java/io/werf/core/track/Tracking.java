package io.werf.core.track;

import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClient.WatchEvent;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.track.Verdict.Cause;
import io.werf.core.track.Verdict.Failed;
import io.werf.core.track.Verdict.Progressing;
import io.werf.core.track.Verdict.Ready;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/**
 * One tracked object: takes what the watches bring, asks the rules, and acts on their verdict. On the loop's thread only.
 *
 * <p>Its result tells that it is ready; it may go on a little after that, until what its pods wrote before has been shown.
 */
final class Tracking implements SharedWatches.Listener {

    /** How long a controller has to write a first status of a custom resource. */
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private static final String DELETED = "it was deleted by someone else";

    /** What all tracked objects share. */
    record Tools(
            KubeClient kube,
            Loop loop,
            SharedWatches watches,
            PodWatches pods,
            ReplicaSets replicaSets,
            Announcer out,
            Clock clock,
            TrackSettings settings) {}

    private final Tools tools;
    private final ResourceId id;
    private final KubeObject applied;
    private final Rules rules;
    private final TrackOptions options;
    private final Tolerance tolerance;
    private final Optional<Location> definedAt;
    private final CompletableFuture<Void> result;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Instant begin;
    private final LogFollowers logs;
    private final Lookups lookups;
    private final Standstill standstill;
    private final LastLines lastLines;
    private final Presence presence;

    private final List<Runnable> atEnd = new ArrayList<>();
    private Optional<ServiceMessages> messages = Optional.empty();
    private TrackedState state;
    private String lastText = "";
    private Optional<Instant> deadline = Optional.empty();
    private Runnable stopDeadline = () -> {};
    private Instant lastChange;
    private boolean podsListed;
    private boolean settled;
    private boolean over;

    Tracking(
            Tools tools,
            KubeObject applied,
            Rules rules,
            TrackOptions options,
            Optional<Location> definedAt,
            CompletableFuture<Void> result) {
        this.tools = tools;
        this.id = applied.id();
        this.applied = applied;
        this.rules = rules;
        this.options = options;
        this.tolerance = new Tolerance(
                options.ignoreFailures(), rules.failuresAllowed(tools.settings(), options), options.probePatience());
        this.definedAt = definedAt;
        this.result = result;
        this.begin = tools.clock().instant();
        this.lastChange = begin;
        this.state = TrackedState.of(applied).at(begin);
        this.logs = new LogFollowers(
                tools.kube(),
                tools.loop(),
                tools.out(),
                id.namespace(),
                begin,
                tools.settings().logs() ? options.logs() : options.logs().none(),
                tools.settings().lastLines(),
                this::judge);
        this.lookups = new Lookups(tools, rules, this::learn, this::failed);
        this.standstill = new Standstill(tools, rules, this::judge);
        this.lastLines = new LastLines(tools.loop(), logs);
        this.presence = new Presence(tools, applied, () -> fail(Cause.ofObject(DELETED)), this::failed);
    }

    String resource() {
        return id.toString();
    }

    CompletableFuture<Void> result() {
        return result;
    }

    /** Completes when nothing more will be said of it. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** An object that the apply left ready costs no request, and no word unless it has pods. */
    void start() {
        if (over) {
            return;
        }
        tools.out().begins(this, begin);
        takeRoot(applied);
        if (rules.judge(state, tolerance) instanceof Ready ready) {
            if (!rules.isGuessing()) {
                say(ready.text(), true);
            }
            end();
            complete(() -> result.complete(null));
            return;
        }
        judge();
        if (over) {
            return;
        }
        watchRoot();
        if (options.events()) {
            messages = Optional.of(new ServiceMessages(tools.watches(), tools.out(), applied));
        }
        rules.podSelector(applied).ifPresent(this::watchPods);
        if (rules.isGuessing()) {
            after(SETTLING, () -> {
                state = state.afterSettling();
                judge();
            });
            after(options.noActivityTimeout(), this::giveUpIfStill);
        }
        Duration timeout = tools.settings().timeout();
        if (!timeout.isZero()) {
            after(timeout, this::expire);
        }
    }

    /**
     * Objects of one release are watched together by the label that all of them bear; pods must not be, they are many, and
     * without a namespace the objects of the whole cluster would come.
     */
    private void watchRoot() {
        boolean together = "Helm".equals(applied.labels().get("app.kubernetes.io/managed-by"))
                && !id.namespace().isEmpty()
                && !(rules instanceof PodRules);
        Selector selector = together
                ? Selector.labels("app.kubernetes.io/managed-by=Helm")
                : Selector.fields("metadata.name=" + id.name());
        listen(new SharedWatches.Subject(id.group(), id.version(), id.kind(), id.namespace(), selector), this);
    }

    private void watchPods(LabelSelector selector) {
        atEnd.add(tools.pods().listen(id.namespace(), selector, new SharedWatches.Listener() {
            @Override
            public void changed(WatchEvent event) {
                PodState pod = PodState.of(event.object());
                state = state.at(tools.clock().instant());
                state = event.type() == WatchEvent.Type.DELETED ? state.withoutPod(pod) : state.withPod(pod);
                judge();
            }

            @Override
            public void opened() {
                podsListed = true;
            }

            @Override
            public void failed(WerfException cause) {
                Tracking.this.failed(cause);
            }
        }));
    }

    private void listen(SharedWatches.Subject subject, SharedWatches.Listener listener) {
        atEnd.add(tools.watches().listen(subject, listener));
    }

    private void after(Duration delay, Runnable task) {
        atEnd.add(tools.loop().after(delay, () -> {
            if (!settled) {
                task.run();
            }
        }));
    }

    @Override
    public void changed(WatchEvent event) {
        KubeObject object = event.object();
        // A watch may lag behind the apply: what it says of the spec before must not count.
        if (over || !object.uid().equals(applied.uid()) || object.generation() < applied.generation()) {
            return;
        }
        presence.seen();
        takeRoot(object);
        lastChange = tools.clock().instant();
        boolean deleted = event.type() == WatchEvent.Type.DELETED;
        if (deleted && !settled && !(rules.judge(state, tolerance) instanceof Ready)) {
            fail(Cause.ofObject(DELETED));
        } else {
            judge();
        }
    }

    @Override
    public void opened() {
        presence.watched();
    }

    @Override
    public void failed(WerfException cause) {
        if (settled) {
            lastLines.finish();
        } else {
            end();
            complete(() -> result.completeExceptionally(cause));
        }
    }

    private void takeRoot(KubeObject object) {
        state = state.at(tools.clock().instant()).withRoot(object);
        if (rules instanceof PodRules) {
            state = state.withPod(PodState.of(object));
        }
    }

    private void judge() {
        if (over) {
            return;
        }
        lookups.update(state.root());
        List<TrackedPod> pods = rules.newPods(state);
        logs.update(pods);
        if (settled) {
            lastLines.update(pods);
            return;
        }
        messages.ifPresent(shown -> shown.update(pods));
        state = state.at(tools.clock().instant());
        Verdict verdict = rules.judge(state, tolerance);
        awaitDeadline(pods);
        if (verdict instanceof Progressing progressing) {
            progress(progressing, pods);
        } else if (verdict instanceof Failed failed) {
            fail(failed.cause());
        } else if (verdict instanceof Ready there) {
            succeed(there, pods);
        }
    }

    private void progress(Progressing progressing, List<TrackedPod> pods) {
        standstill.update(state.root(), pods);
        boolean onlyNew = state.pods().size() == pods.size(); // others may make room
        Optional<Cause> refused = standstill.failure().filter(cause -> onlyNew && !tolerance.ignoresPods());
        if (refused.isPresent()) {
            fail(refused.get());
        } else {
            say(standstill.with(progressing.text()), false);
        }
    }

    private void learn(UnaryOperator<TrackedState> news) {
        state = news.apply(state);
        judge();
    }

    /** Judges again when a container's patience ends, since no event will tell. */
    private void awaitDeadline(List<TrackedPod> pods) {
        Optional<Instant> next = pods.stream()
                .flatMap(pod -> PodRulebook.deadline(pod, tolerance).stream())
                .filter(deadline -> deadline.isAfter(state.now()))
                .min(Comparator.naturalOrder());
        if (!next.equals(deadline)) {
            deadline = next;
            stopDeadline.run();
            stopDeadline = next.map(at -> tools.loop().after(Duration.between(state.now(), at), this::judge))
                    .orElse(() -> {});
        }
    }

    private void giveUpIfStill() {
        Duration still = Duration.between(lastChange, tools.clock().instant());
        Duration most = options.noActivityTimeout();
        if (still.compareTo(most) >= 0) {
            fail(Cause.ofObject("nothing happened for " + Text.duration(most) + ": " + lastText));
        } else {
            after(most.minus(still), this::giveUpIfStill);
        }
    }

    /** Fails it for what it is waiting for: there is no more time. */
    void expire() {
        if (settled) {
            lastLines.finish();
            return;
        }
        fail(Cause.late(lastText, rules.newPods(state)));
    }

    private void say(String text, boolean ready) {
        if (!text.equals(lastText) || ready) {
            lastText = text;
            tools.out().say(new Event.RolloutProgress(resource(), text, ready, elapsed()));
        }
    }

    private Duration elapsed() {
        return Duration.between(begin, tools.clock().instant());
    }

    /** What runs to its end is done when its logs are read; what runs on is so at once, and its last lines follow. */
    private void succeed(Ready ready, List<TrackedPod> pods) {
        settle();
        if (rules.runsToItsEnd(state)) {
            lastLines.awaitWhileTheyCome(pods, () -> conclude(ready));
        } else {
            say(ready.text(), true);
            complete(() -> result.complete(null));
            logs.finish();
            // What is ready before its pods could be listed has made none.
            if ((podsListed || rules instanceof PodRules) && rules.hasPods(state.root())) {
                lastLines.await(pods, this::end); // until the end of the tracker, at most
            } else {
                end();
            }
        }
    }

    private void conclude(Ready ready) {
        say(ready.text(), true);
        end();
        complete(() -> result.complete(null));
    }

    private void fail(Cause cause) {
        Duration after = elapsed();
        say("failed: " + cause.reason(), false);
        List<String> seen = logs.seenOf(cause);
        end();
        var unused = new FailureCollector(tools.kube(), tools.loop(), tools.settings())
                .collect(state.root(), cause, seen)
                .whenComplete((failure, error) -> result.completeExceptionally(
                        error != null ? error : new RolloutFailedException(failure, after, definedAt)));
    }

    /** On another thread, since what the caller hangs on the future may block. */
    private void complete(Runnable completion) {
        tools.loop().call(completion);
    }

    /** It is known how it ended: nothing is to be said of it any more but its last lines. */
    private void settle() {
        if (!settled) {
            settled = true;
            tools.out().ends(this);
            stopDeadline.run();
            standstill.close();
            messages.ifPresent(ServiceMessages::close);
            presence.close();
        }
    }

    /** Stops listening, following and waiting. */
    void end() {
        if (over) {
            return;
        }
        over = true;
        settle();
        atEnd.forEach(Runnable::run);
        atEnd.clear();
        lastLines.close();
        logs.close();
        ended.complete(null);
    }
}
