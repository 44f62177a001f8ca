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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Custom resources, of which nothing is known but what their status usually looks like: a table for some kinds, else the
 * first condition, else the first phase whose words are known. An object that has neither is ready as soon as it exists.
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

    /** Where the state of a kind is, and the words that it has for it; other words mean progress. */
    private record Known(List<String> path, Set<String> ready, Set<String> failed) {}

    private static final Map<String, Known> KNOWN = Map.of(
            "flagger.app/Canary", new Known(List.of("phase"), Set.of("initialized", "succeeded"), Set.of("failed")),
            "argoproj.io/Application", new Known(List.of("health", "status"), Set.of("healthy"), Set.of("degraded")),
            "argoproj.io/Rollout", new Known(List.of("phase"), Set.of("healthy"), Set.of("degraded")),
            "acid.zalan.do/postgresql",
                    new Known(
                            List.of("PostgresClusterStatus"),
                            Set.of("running"),
                            Set.of("createfailed", "updatefailed", "deletefailed")));

    private final Optional<Known> known;

    private GenericRules(ResourceId id) {
        this.known = Optional.ofNullable(KNOWN.get(id.group() + "/" + id.kind()));
    }

    /** Kubernetes' own kinds have nothing to wait for. */
    static Optional<Rules> of(ResourceId id) {
        boolean builtIn = !id.group().contains(".") || id.group().endsWith(".k8s.io");
        return builtIn ? Optional.empty() : Optional.of(new GenericRules(id));
    }

    @Override
    public Verdict judge(TrackedState state, Tolerance tolerance) {
        KubeObject root = state.root();
        if (!isCurrent(state)) {
            return new Progressing("waiting for its controller");
        }
        return known.map(rule -> byTable(root, rule))
                .or(() -> byCondition(root))
                .or(() -> byPhase(root))
                .orElse(new Ready("ready"));
    }

    /** A status may be of the spec before; where it does not say of which, the controller gets a moment to write it. */
    private static boolean isCurrent(TrackedState state) {
        return Tree.integer(state.root().body(), "status", "observedGeneration").isPresent()
                ? Status.of(state.root()).isObserved()
                : state.settled();
    }

    private static Verdict byTable(KubeObject root, Known rule) {
        Object node = Tree.map(root.body(), "status");
        for (String step : rule.path().subList(0, rule.path().size() - 1)) {
            node = Tree.map(node, step);
        }
        String last = rule.path().get(rule.path().size() - 1);
        String value = Tree.string(node, last).orElse("");
        String word = normal(value);
        if (rule.ready().contains(word)) {
            return new Ready(value);
        }
        return rule.failed().contains(word)
                ? new Failed(Cause.ofObject(Text.join(last + " is " + value, messages(root))))
                : new Progressing(value.isEmpty() ? "waiting for its controller" : last + " is " + value);
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
        return READY.stream()
                .flatMap(
                        word -> conditions.stream().filter(c -> normal(c.type()).equals(word)))
                .filter(c -> Set.of("true", "false", "unknown").contains(normal(c.status())))
                .findFirst()
                .map(c -> normal(c.status()).equals("true")
                        ? new Ready(c.type())
                        : new Progressing(
                                Text.join(c.type() + " is " + c.status(), Text.join(c.reason(), c.message()))));
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

    /** {@code In Progress}, {@code in-progress} and {@code InProgress} are one word. */
    private static String normal(String value) {
        return value.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    @Override
    public boolean isGuessing() {
        return true;
    }
}
