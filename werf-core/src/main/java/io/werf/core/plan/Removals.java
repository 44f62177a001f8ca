package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.plan.Policy.DeletePolicy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which objects of earlier revisions go, and why the others stay. */
final class Removals {

    private final Ownership ownership;
    private final LiveState state;

    Removals(Ownership ownership, LiveState state) {
        this.ownership = ownership;
        this.state = state;
    }

    /** One object to delete. */
    record Deletion(Target target, Policy policy, Change change) {}

    /**
     * Only what is surely ours, and wanted to go, is deleted.
     *
     * @param staying what is desired: one object may be served in two groups, as Ingresses of {@code extensions} were
     */
    List<Deletion> of(List<Target> leaving, List<Target> staying) {
        Set<String> seen = new HashSet<>();
        staying.forEach(target -> target.in(state).ifPresent(live -> seen.add(live.uid())));
        List<Deletion> deletions = new ArrayList<>();
        for (Target target : leaving) {
            Optional<KubeObject> live = target.in(state);
            if (live.isPresent()
                    && reasonToStay(target, live.get()).isEmpty()
                    && seen.add(live.get().uid())) {
                Change change = Comparison.change(
                        Change.Action.DELETE, target, "", live.get().body(), Map.of());
                deletions.add(new Deletion(target, target.resource().policy(), change));
            }
        }
        return deletions;
    }

    /**
     * What stays of a release that is dismissed.
     *
     * @param run what the dismissal deploys
     * @param hooks those that it does not run
     */
    List<Leftover> leftovers(List<Target> leaving, List<Target> run, List<Target> hooks, KubeClient kube) {
        List<Leftover> leftovers = new ArrayList<>();
        for (Target target : leaving) {
            Optional<KubeObject> live = target.in(state);
            live.flatMap(object -> reasonToStay(target, object))
                    .ifPresent(reason -> leftovers.add(new Leftover(target.id(), reason)));
            live.filter(object -> reasonToStay(target, object).isEmpty())
                    .ifPresent(object -> leftovers.addAll(claims(object, kube)));
        }
        Stream.concat(
                        run.stream()
                                .filter(hook -> !hook.resource()
                                        .policy()
                                        .deletePolicies()
                                        .contains(DeletePolicy.SUCCEEDED)),
                        hooks.stream().filter(hook -> hook.in(state).isPresent()))
                .forEach(hook -> leftovers.add(new Leftover(hook.id(), "it is a hook")));
        return leftovers.stream().distinct().toList();
    }

    private Optional<String> reasonToStay(Target target, KubeObject live) {
        Policy policy = target.resource().policy();
        if (!policy.owned()) {
            return Optional.of("anyone may have it");
        }
        if (policy.kept() || keepsItself(live)) {
            return Optional.of("its resource policy keeps it");
        }
        return ownership.mayDelete(live)
                ? Optional.empty()
                : Optional.of(
                        ownership.owns(live)
                                ? "its label says that not Helm manages it"
                                : "it belongs to " + Ownership.owner(live));
    }

    private static boolean keepsItself(KubeObject live) {
        return isSet(live, "helm.sh/resource-policy", "keep")
                || isSet(live, "werf.io/resource-policy", "keep")
                || isSet(live, "werf.io/resource-policy", "skip-delete");
    }

    private static boolean isSet(KubeObject live, String annotation, String word) {
        return Stream.of(String.valueOf(live.annotations().getOrDefault(annotation, ""))
                        .split(","))
                .anyMatch(value -> value.strip().equals(word));
    }

    /** The claims that a StatefulSet has made from its templates: its data outlives it. */
    private static List<Leftover> claims(KubeObject live, KubeClient kube) {
        List<Pattern> names = Tree.list(live.body(), "spec", "volumeClaimTemplates").stream()
                .flatMap(template -> Tree.string(template, "metadata", "name").stream())
                .map(template ->
                        Pattern.compile(Pattern.quote(template + "-" + live.id().name() + "-") + "\\d+"))
                .toList();
        boolean deleted = Tree.string(live.body(), "spec", "persistentVolumeClaimRetentionPolicy", "whenDeleted")
                .filter("Delete"::equals)
                .isPresent();
        if (names.isEmpty() || deleted) {
            return List.of();
        }
        try {
            return kube
                    .listMetadata(
                            kube.resource("", "v1", "PersistentVolumeClaim"),
                            live.id().namespace(),
                            KubeClient.Selector.ALL)
                    .items()
                    .stream()
                    .map(KubeObject::id)
                    .filter(claim -> names.stream()
                            .anyMatch(name -> name.matcher(claim.name()).matches()))
                    .map(claim -> new Leftover(claim, "the data of " + live.id()))
                    .toList();
        } catch (KubeApiException e) {
            return List.of(); // who may not see claims is not told of them
        }
    }
}
