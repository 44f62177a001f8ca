package io.werf.core.plan;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The operations of a plan as nodes to draw. Where several operations come after the same several others, a join stands between
 * them: as many lines as operations, not as many as pairs.
 *
 * @param nodes each behind all that it comes after
 */
record PlanNodes(List<Node> nodes) {

    /**
     * One operation or join.
     *
     * @param label {@code ""} for a join
     * @param kind word of the operation: create, update, recreate, delete, track, establish, …; {@code join}
     * @param after indexes of the nodes before it, ascending
     */
    record Node(String label, String kind, List<Integer> after) {
        boolean isJoin() {
            return kind.equals("join");
        }
    }

    /** @param plan its tree, see {@link PlanTree} */
    static PlanNodes of(Map<String, Object> plan) {
        List<Step> steps = Tree.list(plan, "operations").stream().map(Step::of).toList();
        Map<Set<String>, Integer> uses = new HashMap<>();
        steps.forEach(step -> uses.merge(step.after(), 1, Integer::sum));
        List<Node> nodes = new ArrayList<>();
        Map<String, Integer> indexes = new HashMap<>();
        Map<Set<String>, Integer> joins = new LinkedHashMap<>();
        for (Step step : steps) {
            List<Integer> after = step.after().stream()
                    .map(id -> indexes.getOrDefault(id, 0))
                    .sorted()
                    .toList();
            if (after.size() > 1 && uses.getOrDefault(step.after(), 0) > 1) {
                Integer join = joins.get(step.after());
                if (join == null) {
                    join = nodes.size();
                    nodes.add(new Node("", "join", after));
                    joins.put(step.after(), join);
                }
                after = List.of(join);
            }
            indexes.put(step.id(), nodes.size());
            nodes.add(new Node(step.id(), kind(step.id()), after));
        }
        return new PlanNodes(List.copyOf(nodes));
    }

    private record Step(String id, Set<String> after) {
        static Step of(Object operation) {
            return new Step(
                    Tree.string(operation, "id").orElse(""),
                    Tree.list(operation, "after").stream().map(String::valueOf).collect(Collectors.toSet()));
        }
    }

    private static String kind(String id) {
        int end = 0;
        while (end < id.length() && Character.isLetter(id.charAt(end))) {
            end++;
        }
        return id.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
