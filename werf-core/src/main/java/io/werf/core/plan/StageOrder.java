package io.werf.core.plan;

import io.werf.core.plan.Dependency.State;
import io.werf.core.plan.NeededOrder.Pair;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The order inside one stage. Objects of a weight begin when all of the weight before are applied and ready; an object with a
 * dependency of its own annotations has no weight and waits for what they name; and inside a weight an object waits for those
 * that it needs, as far as that does not contradict what the annotations say.
 */
final class StageOrder {

    /**
     * One waits for another.
     *
     * @param ready whether for its readiness, too
     * @param wanted whether the chart's author said so
     */
    record Edge(int before, int after, boolean ready, boolean wanted) {}

    private final List<Target> targets;
    private final int[] groups;
    private final int groupCount;
    private final List<Edge> edges = new ArrayList<>();

    private StageOrder(List<Target> targets, boolean weights, String namespace) {
        this.targets = targets;
        TreeMap<Integer, Integer> numbers = new TreeMap<>();
        for (Target target : targets) {
            if (hasWeight(target)) {
                numbers.put(weights ? target.resource().policy().weight() : 0, 0);
            }
        }
        int next = 0;
        for (Map.Entry<Integer, Integer> number : numbers.entrySet()) {
            number.setValue(next++);
        }
        groupCount = next;
        groups = targets.stream()
                .mapToInt(target -> hasWeight(target)
                        ? numbers.getOrDefault(
                                weights ? target.resource().policy().weight() : 0, -1)
                        : -1)
                .toArray();
        addWanted(namespace);
        addNeeded();
    }

    /**
     * @param weights whether weights count
     * @throws DependencyCycleException if the annotations contradict each other
     */
    static StageOrder of(List<Target> targets, boolean weights, String namespace) {
        return new StageOrder(targets, weights, namespace);
    }

    private static boolean hasWeight(Target target) {
        return target.resource().policy().deployDependencies().isEmpty();
    }

    private void addWanted(String namespace) {
        for (int after = 0; after < targets.size(); after++) {
            for (Dependency dependency : targets.get(after).resource().policy().deployDependencies()) {
                for (int before = 0; before < targets.size(); before++) {
                    if (before != after
                            && dependency.matches(targets.get(before).id(), namespace)) {
                        edges.add(new Edge(before, after, dependency.state() == State.READY, true));
                    }
                }
            }
        }
    }

    private void addNeeded() {
        for (Pair pair : NeededOrder.of(targets)) {
            int before = groups[pair.needed()];
            int after = groups[pair.by()];
            if (before == after || before < 0 || after < 0) { // else the weights decide
                edges.add(new Edge(pair.needed(), pair.by(), false, false));
            }
        }
    }

    /** Number of the weight group of an object; -1 when it has no weight. */
    int group(int place) {
        return groups[place];
    }

    /** How many weight groups there are. */
    int groupCount() {
        return groupCount;
    }

    /** What an object waits for. */
    Map<Integer, List<Edge>> edgesByEnd() {
        Map<Integer, List<Edge>> byEnd = new HashMap<>();
        edges.forEach(edge ->
                byEnd.computeIfAbsent(edge.after(), any -> new ArrayList<>()).add(edge));
        return byEnd;
    }

    /**
     * Places in an order in which each comes after all that it waits for. A number beyond the last place is the end of a weight
     * group: the first such number is that of group 0.
     *
     * @throws DependencyCycleException if there is none
     */
    List<Integer> places() {
        while (true) {
            Map<Integer, Set<Integer>> before = before();
            List<Integer> order = sorted(before);
            if (order.size() == before.size()) {
                return order;
            }
            before.keySet().removeAll(order);
            List<Integer> cycle = cycle(before);
            if (!edges.removeIf(edge -> !edge.wanted() && isPart(edge, cycle))) {
                throw new DependencyCycleException(cycle.stream()
                        .filter(place -> place < targets.size())
                        .map(place -> targets.get(place).resource())
                        .toList());
            }
        }
    }

    private Map<Integer, Set<Integer>> before() {
        Map<Integer, Set<Integer>> before = new TreeMap<>();
        for (int place = 0; place < targets.size() + groupCount; place++) {
            before.put(place, new HashSet<>());
        }
        for (int place = 0; place < targets.size(); place++) {
            if (groups[place] >= 0) {
                add(before, targets.size() + groups[place], place);
                if (groups[place] > 0) {
                    add(before, place, targets.size() + groups[place] - 1);
                }
            }
        }
        edges.forEach(edge -> add(before, edge.after(), edge.before()));
        return before;
    }

    private static void add(Map<Integer, Set<Integer>> before, int after, int place) {
        before.computeIfAbsent(after, any -> new HashSet<>()).add(place);
    }

    private static List<Integer> sorted(Map<Integer, Set<Integer>> before) {
        Map<Integer, Integer> missing = new HashMap<>();
        Map<Integer, List<Integer>> followers = new HashMap<>();
        Deque<Integer> free = new ArrayDeque<>();
        before.forEach((after, places) -> {
            missing.put(after, places.size());
            places.forEach(place ->
                    followers.computeIfAbsent(place, any -> new ArrayList<>()).add(after));
            if (places.isEmpty()) {
                free.add(after);
            }
        });
        List<Integer> order = new ArrayList<>();
        while (!free.isEmpty()) {
            int place = free.remove();
            order.add(place);
            for (int follower : followers.getOrDefault(place, List.of())) {
                if (missing.merge(follower, -1, Integer::sum) == 0) {
                    free.add(follower);
                }
            }
        }
        return order;
    }

    /** One cycle of a graph in which everything waits; each waits for the next. */
    private static List<Integer> cycle(Map<Integer, Set<Integer>> waiting) {
        List<Integer> path = new ArrayList<>();
        int place = waiting.keySet().iterator().next();
        while (!path.contains(place)) {
            path.add(place);
            place = firstOf(waiting.getOrDefault(place, Set.of()), waiting.keySet());
        }
        return path.subList(path.indexOf(place), path.size());
    }

    private static int firstOf(Set<Integer> candidates, Collection<Integer> among) {
        return candidates.stream().filter(among::contains).sorted().findFirst().orElseThrow();
    }

    private static boolean isPart(Edge edge, List<Integer> cycle) {
        int place = cycle.indexOf(edge.after());
        return place >= 0 && cycle.get((place + 1) % cycle.size()) == edge.before();
    }
}
