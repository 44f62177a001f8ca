package io.werf.core.plan;

import io.werf.core.error.Problems;
import io.werf.core.kube.ApiResource;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The live objects that a plan needs. Where several of a kind and namespace are expected to exist, one list by Helm's label
 * fetches them, so that foreign objects cost nothing; the rest, and what the list did not have, is asked for one by one, unless it is
 * so much that the names of all objects of the kind are cheaper.
 */
final class LiveState {

    /** A list brings objects of other releases too: for fewer objects it does not pay. */
    private static final int FEWEST_FOR_LIST = 2;

    /** Where there is no namespace, a list brings the objects of all releases of the cluster. */
    private static final int FEWEST_FOR_CLUSTER_LIST = 6;

    /** For so many that may not exist, the names of all objects of their kind and namespace are cheaper than a call for each. */
    private static final int FEWEST_FOR_NAMES = 20;

    private final Map<ResourceId, KubeObject> objects;

    private LiveState(Map<ResourceId, KubeObject> objects) {
        this.objects = objects;
    }

    /** The live object of that name, whatever its API version. */
    Optional<KubeObject> get(ResourceId id) {
        return Optional.ofNullable(objects.get(Target.key(id)));
    }

    private record Group(ApiResource kind, String namespace) {}

    /**
     * Reads them.
     *
     * @param expected names of objects that an earlier revision has made
     * @throws KubeApiException if the account may not see objects of a kind
     * @throws io.werf.core.error.SeveralProblemsException if it may not see several
     */
    static LiveState read(KubeClient kube, Executor pool, Collection<Target> targets, Set<ResourceId> expected) {
        Map<Group, Map<ResourceId, ResourceId>> groups = new LinkedHashMap<>();
        for (Target target : targets) {
            target.kind()
                    .ifPresent(kind -> groups.computeIfAbsent(
                                    new Group(kind, target.id().namespace()), group -> new LinkedHashMap<>())
                            .putIfAbsent(target.key(), target.id()));
        }
        List<Group> listed = groups.entrySet().stream()
                .filter(group -> paysToList(group.getKey(), group.getValue().keySet(), expected))
                .map(Map.Entry::getKey)
                .toList();
        Map<ResourceId, KubeObject> found = new HashMap<>();
        // Lists and the calls for groups without a list go at the same time; what lists lack comes after.
        List<Call> calls = new ArrayList<>();
        listed.forEach(group -> calls.add(() -> list(kube, group)));
        groups.forEach((group, ids) -> {
            if (!listed.contains(group) && ids.size() < FEWEST_FOR_NAMES) {
                ids.values().forEach(id -> calls.add(() -> kube.get(id).stream().toList()));
            }
        });
        Problems problems = new Problems();
        for (List<KubeObject> result : Parallel.map(pool, calls, Call::objects, problems)) {
            result.forEach(object -> found.put(Target.key(object.id()), object));
        }
        Map<Group, List<ResourceId>> missing = new LinkedHashMap<>();
        groups.forEach((group, ids) -> {
            if (listed.contains(group) || ids.size() >= FEWEST_FOR_NAMES) {
                List<ResourceId> absent = new ArrayList<>();
                ids.forEach((key, id) -> {
                    if (!found.containsKey(key)) {
                        absent.add(id);
                    }
                });
                missing.put(group, absent);
            }
        });
        List<ResourceId> alone = new ArrayList<>();
        Parallel.map(pool, missing.entrySet(), group -> present(kube, group.getKey(), group.getValue()))
                .forEach(alone::addAll);
        for (Optional<KubeObject> object : Parallel.map(pool, alone, kube::get, problems)) {
            object.ifPresent(live -> found.put(Target.key(live.id()), live));
        }
        problems.throwIfAny();
        return new LiveState(found);
    }

    private interface Call {
        List<KubeObject> objects();
    }

    private static boolean paysToList(Group group, Set<ResourceId> ids, Set<ResourceId> expected) {
        long present = ids.stream().filter(expected::contains).count();
        return group.kind().verbs().contains("list")
                && present >= (group.namespace().isEmpty() ? FEWEST_FOR_CLUSTER_LIST : FEWEST_FOR_LIST);
    }

    /** Of many objects most are new: the names of what there is tell it in one call. Few are asked for at once. */
    private static List<ResourceId> present(KubeClient kube, Group group, List<ResourceId> ids) {
        if (ids.size() < FEWEST_FOR_NAMES || !group.kind().verbs().contains("list")) {
            return ids;
        }
        try {
            Set<String> names = new HashSet<>();
            kube.listMetadata(group.kind(), group.namespace(), KubeClient.Selector.ALL)
                    .items()
                    .forEach(object -> names.add(object.id().name()));
            return ids.stream().filter(id -> names.contains(id.name())).toList();
        } catch (KubeApiException e) {
            if (e.isForbidden()) {
                return ids;
            }
            throw e;
        }
    }

    private static List<KubeObject> list(KubeClient kube, Group group) {
        try {
            return kube.list(group.kind(), group.namespace(), KubeClient.Selector.labels(Ownership.LABEL_SELECTOR))
                    .items();
        } catch (KubeApiException e) {
            if (e.isForbidden()) {
                return List.of(); // an account may be allowed to get, but not to list: each is asked for then
            }
            throw e;
        }
    }
}
