package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.plan.Policy.DeletePolicy;
import io.werf.core.plan.Policy.ResourcePolicy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides what happens to one desired object. Asks the server, by a dry run, only where the live object does not tell. */
final class Comparison {

    private final KubeClient kube;
    private final Ownership ownership;
    private final Map<String, String> annotations;
    private final Scaling scaling;
    private final CreationTrial trial;

    Comparison(
            KubeClient kube,
            Ownership ownership,
            Map<String, String> annotations,
            Scaling scaling,
            CreationTrial trial) {
        this.trial = trial;
        this.kube = kube;
        this.ownership = ownership;
        this.annotations = annotations;
        this.scaling = scaling;
    }

    Decision decide(Target target, LiveState state) {
        Optional<KubeObject> live = target.in(state);
        KubeObject fresh = fresh(target);
        if (live.isEmpty()) {
            Optional<Change> creation =
                    unlessForbidden(target, change(Change.Action.CREATE, target, "", Map.of(), fresh.body()));
            creation.ifPresent(change -> trial.create(target, fresh));
            return new Decision(target, fresh, live, creation, Optional.empty());
        }
        List<String> relinquished = scaling.relinquished(target, live.get());
        KubeObject update = wanted(target);
        if (!relinquished.isEmpty() && update.body().get("spec") instanceof Map<?, ?>) {
            Tree.mapForWriting(update.body(), "spec").remove("replicas");
        }
        Optional<Takeover> takeover = ManagedFields.takeover(live.get(), update, relinquished);
        Optional<Found> found = found(target, fresh, update, live.get(), takeover);
        Optional<Change> change = found.map(Found::change)
                .map(one -> adopting(target, live.get(), one))
                .flatMap(one -> unlessForbidden(target, one));
        change.filter(one -> one.action() == Change.Action.RECREATE)
                .ifPresent(recreation -> trial.recreate(target, fresh));
        return change.filter(one -> one.action() == Change.Action.UPDATE)
                .map(one ->
                        new Decision(target, update, live, change, found.get().takeover()))
                .orElseGet(() -> new Decision(target, fresh, live, change, Optional.empty()));
    }

    /** @param takeover what comes before the apply when the change is an update */
    private record Found(Change change, Optional<Takeover> takeover) {}

    /** A change that takes the object from somebody says from whom. */
    private Change adopting(Target target, KubeObject live, Change change) {
        return target.resource().policy().owned() && !ownership.owns(live)
                ? change.because("adopted, it belongs to " + Ownership.owner(live))
                : change;
    }

    /** What the resource's policy leaves of a change. */
    private static Optional<Change> unlessForbidden(Target target, Change change) {
        Policy policy = target.resource().policy();
        boolean forbidden = switch (change.action()) {
            case CREATE -> policy.forbids(ResourcePolicy.SKIP_CREATE);
            case UPDATE -> policy.forbids(ResourcePolicy.SKIP_UPDATE);
            case RECREATE -> policy.forbids(ResourcePolicy.SKIP_RECREATE);
            case DELETE -> false;
        };
        return forbidden ? Optional.empty() : Optional.of(change);
    }

    private Optional<Found> found(
            Target target, KubeObject fresh, KubeObject update, KubeObject live, Optional<Takeover> takeover) {
        boolean wanted = target.resource().policy().deletePolicies().contains(DeletePolicy.BEFORE_CREATION);
        if (wanted || live.isTerminating()) {
            String reason = wanted ? "as its policy wants" : "it is being deleted";
            return Optional.of(new Found(
                    change(Change.Action.RECREATE, target, reason, OwnFields.of(live), fresh.body()),
                    Optional.empty()));
        }
        if (takesNothing(update, live) && LocalComparison.isUnchanged(update, live, relinquished(takeover))) {
            return Optional.empty();
        }
        KubeObject result;
        try {
            result = kube.apply(update, true);
        } catch (KubeApiException e) {
            return Optional.of(replacing(target, update, live, relinquished(takeover), e)
                    .orElseGet(() -> new Found(refused(target, fresh, live, e), takeover)));
        }
        return updated(target, update, live, takeover, result).map(change -> new Found(change, takeover));
    }

    /** What an apply alone would leave beside the new fields may be what the server refuses. */
    private Optional<Found> replacing(
            Target target, KubeObject update, KubeObject live, List<String> relinquished, KubeApiException refusal) {
        if (!refusal.isInvalid() || isImmutable(refusal)) {
            return Optional.empty();
        }
        KubeObject result;
        try {
            result = kube.mergePatch(live.id(), Replacement.patch(live, update, relinquished), true);
        } catch (KubeApiException e) {
            return Optional.empty(); // the refusal of the apply says what is wrong
        }
        return Optional.of(new Found(
                change(Change.Action.UPDATE, target, null, live.body(), result.body()),
                Optional.of(new Takeover(relinquished, true))));
    }

    private Optional<Change> updated(
            Target target, KubeObject update, KubeObject live, Optional<Takeover> takeover, KubeObject result) {
        Map<String, Object> applied = Tree.copy(result.body());
        if (takeover.isPresent()) {
            FieldPruning.prune(applied, ManagedFields.oldFields(live), ManagedFields.stayingFields(result));
            Object replicas = Tree.get(live.body(), "spec", "replicas");
            if (!takeover.get().relinquished().isEmpty() && replicas != null) {
                Tree.mapForWriting(applied, "spec").put("replicas", replicas);
            }
        }
        if (!Cleaned.of(live.body()).equals(Cleaned.of(applied))) {
            return Optional.of(change(Change.Action.UPDATE, target, null, live.body(), applied));
        }
        List<String> relinquished = relinquished(takeover);
        return takesNothing(update, live) && ownFields(live, relinquished).equals(ownFields(result, relinquished))
                ? Optional.empty()
                : Optional.of(change(Change.Action.UPDATE, target, "who owns its fields", live.body(), applied));
    }

    /** What stops being ours does so together with the next change: alone it would be a write that changes nothing. */
    private static List<String> relinquished(Optional<Takeover> takeover) {
        return takeover.map(Takeover::relinquished).orElse(List.of());
    }

    private static boolean takesNothing(KubeObject update, KubeObject live) {
        return ManagedFields.takeover(live, update, List.of()).isEmpty();
    }

    private Change refused(Target target, KubeObject wanted, KubeObject live, KubeApiException e) {
        Resource resource = target.resource();
        if (isImmutable(e)) {
            if (!resource.policy().deletePolicies().contains(DeletePolicy.BEFORE_CREATION_IF_IMMUTABLE)) {
                throw new ImmutableFieldException(resource, e);
            }
            String fields = e.fields().isEmpty() ? "a field" : String.join(", ", e.fields());
            return change(Change.Action.RECREATE, target, fields + " is immutable", OwnFields.of(live), wanted.body());
        }
        if (e.isOfAbsentWebhook()) {
            // The apply waits for it, and perhaps it is this very deploy that brings it back.
            return change(Change.Action.UPDATE, target, "unknown: a webhook is away", Map.of(), Map.of());
        }
        if (e.code() == 400 && e.serverMessage().contains("dry run")) {
            // An admission webhook that cannot do dry runs: what will change is not known before the apply.
            return change(Change.Action.UPDATE, target, "unknown: a webhook refuses dry runs", Map.of(), Map.of());
        }
        if (e.isInvalid() && trial.comesAfterItsKind(target)) {
            return change(Change.Action.UPDATE, target, "unknown: its definition changes first", Map.of(), Map.of());
        }
        if (e.isInvalid()) {
            throw new ObjectRefusedException(resource, ForeignFields.near(live, e.fields()), e);
        }
        throw e;
    }

    /** Some kinds have their own words for it. */
    private static boolean isImmutable(KubeApiException e) {
        return e.isImmutable()
                || (e.code() == 422
                        && (e.serverMessage().contains("may not change once set")
                                || e.serverMessage().contains("updates to statefulset spec for fields other than")
                                || e.serverMessage().contains("pod updates may not change fields other than")));
    }

    /** What is ours of an object, without annotations that do not count. */
    private static Map<String, Object> ownFields(KubeObject object, List<String> relinquished) {
        Map<String, Object> fields = Tree.copy(LocalComparison.ownFields(object));
        relinquished.forEach(path -> ManagedFields.remove(fields, path));
        Map<String, Object> ours = Tree.map(fields, "f:metadata", "f:annotations");
        if (!ours.isEmpty()) {
            ours.keySet().removeIf(key -> key.startsWith("f:") && Cleaned.isIgnoredAnnotation(key.substring(2)));
        }
        return fields;
    }

    /** @param detail null when the trees tell it */
    static Change change(
            Change.Action action,
            Target target,
            @org.jspecify.annotations.Nullable String detail,
            Map<String, Object> before,
            Map<String, Object> after) {
        Map<String, Object> old = Cleaned.withAnnotations(before);
        Map<String, Object> fresh = Cleaned.withAnnotations(after);
        SecretMask.apply(before, old, after, fresh);
        return new Change(
                action,
                target.id(),
                action == Change.Action.DELETE
                        ? Optional.empty()
                        : Optional.of(target.resource().location()),
                detail == null ? ChangedPaths.describe(Cleaned.of(old), Cleaned.of(fresh)) : detail,
                Tree.string(before, "metadata", "uid").orElse(""),
                old,
                fresh);
    }

    /** As it is created. */
    private KubeObject fresh(Target target) {
        KubeObject object = wanted(target);
        target.resource()
                .policy()
                .replicasOnCreation()
                .ifPresent(replicas -> Tree.mapForWriting(object.body(), "spec").put("replicas", (long) replicas));
        return object;
    }

    private KubeObject wanted(Target target) {
        Map<String, Object> body =
                new LinkedHashMap<>(Tree.copy(target.resource().body()));
        if (!target.id().namespace().isEmpty()) {
            Tree.mapForWriting(body, "metadata").put("namespace", target.id().namespace());
        }
        if (target.resource().policy().owned()) {
            ownership.mark(body);
        }
        Tree.mapForWriting(body, "metadata", "annotations").putAll(annotations);
        return new KubeObject(body);
    }
}
