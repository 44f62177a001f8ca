package io.werf.core.plan;

import io.werf.core.kube.ResourceId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which objects of a set need which others of it, by what they name and by who is given rights. */
final class NeededOrder {

    /** @param needed index of the object that comes first; {@code by} of the one that needs it */
    record Pair(int needed, int by) {}

    private NeededOrder() {}

    /** @param targets whose places in the list are the indexes of the pairs */
    static List<Pair> of(List<Target> targets) {
        Map<ResourceId, Integer> places = new HashMap<>();
        for (int i = 0; i < targets.size(); i++) {
            places.put(targets.get(i).key(), i);
        }
        List<Pair> pairs = new ArrayList<>();
        Map<Integer, List<Integer>> bindings = new HashMap<>(); // of service accounts
        List<Set<ResourceId>> references = new ArrayList<>();
        for (int by = 0; by < targets.size(); by++) {
            Target target = targets.get(by);
            Set<ResourceId> named = References.of(target.id(), target.resource().body());
            references.add(named);
            for (ResourceId key : named) {
                Integer needed = places.get(key);
                if (needed != null && needed != by) {
                    pairs.add(new Pair(needed, by));
                    if (key.kind().equals("ServiceAccount")
                            && target.id().kind().endsWith("RoleBinding")) {
                        bindings.computeIfAbsent(needed, account -> new ArrayList<>())
                                .add(by);
                    }
                }
            }
        }
        // Pods need not only their service account, but also its rights.
        for (int by = 0; by < targets.size(); by++) {
            if (!targets.get(by).id().kind().endsWith("RoleBinding")) {
                for (ResourceId key : references.get(by)) {
                    for (int binding : bindings.getOrDefault(places.getOrDefault(key, -1), List.of())) {
                        pairs.add(new Pair(binding, by));
                    }
                }
            }
        }
        return pairs;
    }
}
