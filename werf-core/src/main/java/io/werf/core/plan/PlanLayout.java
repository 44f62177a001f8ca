package io.werf.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places nodes in columns from left to right: each right of all that it comes after, and at about the height of these, so that few
 * lines cross. The same graph always gives the same places.
 *
 * @param columns indexes of the nodes of each column, from above
 */
record PlanLayout(List<List<Integer>> columns) {

    static PlanLayout of(PlanNodes graph) {
        int size = graph.nodes().size();
        int[] column = new int[size];
        List<List<Integer>> columns = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            for (int before : graph.nodes().get(i).after()) {
                column[i] = Math.max(column[i], column[before] + 1);
            }
            while (columns.size() <= column[i]) {
                columns.add(new ArrayList<>());
            }
            columns.get(column[i]).add(i);
        }
        double[] height = new double[size];
        for (List<Integer> nodes : columns) {
            for (int node : nodes) {
                height[node] = graph.nodes().get(node).after().stream()
                        .mapToDouble(before -> height[before])
                        .average()
                        .orElse(node);
            }
            nodes.sort(Comparator.comparingDouble((Integer node) -> height[node])
                    .thenComparing(node -> graph.nodes().get(node).label())
                    .thenComparing(Comparator.naturalOrder()));
            for (int row = 0; row < nodes.size(); row++) {
                height[nodes.get(row)] = row - nodes.size() / 2.0;
            }
        }
        return new PlanLayout(columns);
    }

    /** Rows of the longest column. */
    int rows() {
        return columns.stream().mapToInt(List::size).max().orElse(0);
    }
}
