package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.track.Conditions.Condition;
import io.werf.core.track.Verdict.Cause;
import io.werf.core.track.Verdict.Failed;
import io.werf.core.track.Verdict.Progressing;
import io.werf.core.track.Verdict.Ready;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Custom resources, of which nothing is known but what their status usually looks like: an annotation or a table for some, else
 * the first condition, else the first phase whose words are known. An object that has neither is ready as soon as it exists.
 */
final class GenericRules implements Rules {

    /** Words that mean ready, as condition types in this order, and as phases. */
    private static final List<String> READY = List.of(
            "ready",
            "success",
            "succeeded",
            "complete",
            "completed",
            "finished",
            "finalized",
            "done",
            "available",
            "running",
            "ok",
            "active",
            "live",
            "healthy",
            "started",
            "initialized",
            "approved");

    private static final Set<String> PENDING = Set.of(
            "creating",
            "updating",
            "waiting",
            "awaiting",
            "pending",
            "finishing",
            "starting",
            "readying",
            "inprogress",
            "progressing",
            "initialization",
            "initializing",
            "approving",
            "unknown");

    private static final Set<String> FAILED =
            Set.of("failure", "failed", "abort", "aborted", "terminated", "error", "errored", "rejection", "rejected");

    private static final List<String> PHASES = List.of(
            "phase", "currentPhase", "state", "currentState", "status", "currentStatus", "health", "currentHealth");

    private final StatusRule rule;

    private GenericRules(StatusRule rule) {
        this.rule = rule;
    }

    /** Kubernetes' own kinds have nothing to wait for, unless something is said of them. */
    static Optional<Rules> of(ResourceId id, TrackOptions options) {
        Optional<StatusRule> known = KnownKinds.find(id);
        StatusRule rule = new StatusRule(options.ready(), options.failed())
                .or(known.orElse(new StatusRule(Optional.empty(), Optional.empty())));
        boolean builtIn = !id.group().contains(".") || id.group().endsWith(".k8s.io");
        return builtIn && rule.ready().isEmpty() && rule.failed().isEmpty()
                ? Optional.empty()
                : Optional.of(new GenericRules(rule));
    }

    @Override
    public Verdict judge(TrackedState state, Tolerance tolerance) {
        KubeObject root = state.root();
        if (!isCurrent(state)) {
            return new Progressing("waiting for its controller");
        }
        return failure(root)
                .or(() -> rule.ready().map(match -> byRule(root, match)))
                .or(() -> byCondition(root))
                .or(() -> byPhase(root))
                .orElse(new Ready("ready"));
    }

    /** Of its own rule, or {@code Stalled} as kstatus defines it. */
    private Optional<Verdict> failure(KubeObject root) {
        return rule.failed()
                .filter(match -> match.holds(root))
                .map(match -> Text.join(match.name() + " is " + match.value(root), messages(root)))
                .or(() -> Conditions.of(root)
                        .ifTrue("Stalled")
                        .map(c -> Text.join(Text.join("Stalled", c.reason()), c.message())))
                .map(reason -> new Failed(Cause.ofObject(reason)));
    }

    /** A status may be of the spec before; where it does not say of which, the controller gets a moment to write it. */
    private static boolean isCurrent(TrackedState state) {
        return Tree.integer(state.root().body(), "status", "observedGeneration").isPresent()
                ? Status.of(state.root()).isObserved()
                : state.settled();
    }

    private static Verdict byRule(KubeObject root, StatusMatch match) {
        String value = match.value(root);
        if (match.holds(root)) {
            return new Ready(normal(value).equals("true") ? match.name() : value);
        }
        return Conditions.of(root)
                .find(match.name())
                .<Verdict>map(GenericRules::unmet)
                .orElseGet(() -> new Progressing(
                        value.isEmpty() ? "waiting for its controller" : match.name() + " is " + value));
    }

    private static Progressing unmet(Condition condition) {
        return new Progressing(Text.join(
                condition.type() + " is " + condition.status(), Text.join(condition.reason(), condition.message())));
    }

    /** The messages of the conditions, which explain a failed phase. */
    private static String messages(KubeObject root) {
        return String.join(
                "; ",
                Conditions.of(root).all().stream()
                        .map(Condition::message)
                        .filter(message -> !message.isEmpty())
                        .distinct()
                        .toList());
    }

    private static Optional<Verdict> byCondition(KubeObject root) {
        List<Condition> conditions = Conditions.of(root).all();
        Optional<Condition> reconciling = Conditions.of(root).ifTrue("Reconciling");
        if (reconciling.isPresent()) {
            return Optional.of(unmet(reconciling.get()));
        }
        return READY.stream()
                .flatMap(
                        word -> conditions.stream().filter(c -> normal(c.type()).equals(word)))
                .filter(c -> Set.of("true", "false", "unknown").contains(normal(c.status())))
                .findFirst()
                .map(c -> normal(c.status()).equals("true") ? new Ready(c.type()) : unmet(c));
    }

    private static Optional<Verdict> byPhase(KubeObject root) {
        Status status = Status.of(root);
        return PHASES.stream()
                .flatMap(field -> word(root, field, status.text(field)).stream())
                .findFirst();
    }

    private static Optional<Verdict> word(KubeObject root, String field, String value) {
        String word = normal(value);
        boolean state = field.toLowerCase(Locale.ROOT).endsWith("state");
        boolean health = field.toLowerCase(Locale.ROOT).endsWith("health");
        if (READY.contains(word) || (state && word.equals("valid")) || (health && word.equals("green"))) {
            return Optional.of(new Ready(value));
        }
        if (FAILED.contains(word)) {
            return Optional.of(new Failed(Cause.ofObject(Text.join(field + " is " + value, messages(root)))));
        }
        boolean pending = PENDING.contains(word)
                || (state && word.equals("invalid"))
                || (health && (word.equals("yellow") || word.equals("red")));
        return pending ? Optional.of(new Progressing(field + " is " + value)) : Optional.empty();
    }

    private static String normal(String value) {
        return StatusMatch.normal(value);
    }

    @Override
    public boolean isGuessing() {
        return true;
    }
}
