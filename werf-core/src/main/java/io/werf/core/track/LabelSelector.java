package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code spec.selector} of a workload.
 *
 * @param labels the labels that must be so
 * @param expressions what else must hold, in the syntax of list and watch requests
 */
record LabelSelector(SortedMap<String, String> labels, List<String> expressions) {

    LabelSelector {
        labels = new TreeMap<>(labels);
        expressions = List.copyOf(expressions);
    }

    /** The selector; empty when there is none: it would select every pod of the namespace. */
    static Optional<LabelSelector> of(KubeObject workload) {
        SortedMap<String, String> labels = new TreeMap<>();
        Tree.map(workload.body(), "spec", "selector", "matchLabels")
                .forEach((key, value) -> labels.put(key, String.valueOf(value)));
        List<String> expressions = new ArrayList<>();
        for (Object expression : Tree.list(workload.body(), "spec", "selector", "matchExpressions")) {
            String key = Tree.string(expression, "key").orElse("");
            String operator = Tree.string(expression, "operator").orElse("").toLowerCase(Locale.ROOT);
            String values = Tree.list(expression, "values").stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(",", " (", ")"));
            switch (operator) {
                case "in", "notin" -> expressions.add(key + " " + operator + values);
                case "exists" -> expressions.add(key);
                case "doesnotexist" -> expressions.add("!" + key);
                default -> {} // the server knows no other
            }
        }
        return labels.isEmpty() && expressions.isEmpty()
                ? Optional.empty()
                : Optional.of(new LabelSelector(labels, expressions));
    }

    /** Selectors of which this is equal can be united. */
    List<String> shape() {
        return Stream.concat(labels.keySet().stream(), expressions.stream()).toList();
    }

    /** The query for all that at least one of these selectors takes, and little more; all are of one shape. */
    static String union(Collection<LabelSelector> selectors) {
        SortedMap<String, SortedSet<String>> values = new TreeMap<>();
        selectors.forEach(selector -> selector.labels()
                .forEach((key, value) ->
                        values.computeIfAbsent(key, k -> new TreeSet<>()).add(value)));
        Stream<String> equalities = values.entrySet().stream()
                .map(entry -> entry.getValue().size() == 1
                        ? entry.getKey() + "=" + entry.getValue().first()
                        : entry.getKey() + " in (" + String.join(",", entry.getValue()) + ")");
        return Stream.concat(equalities, selectors.iterator().next().expressions().stream())
                .collect(Collectors.joining(","));
    }

    /** Whether an object of the {@link #union} is of this selector. */
    boolean takes(KubeObject object) {
        Map<String, Object> present = object.labels();
        return labels.entrySet().stream().allMatch(label -> label.getValue().equals(present.get(label.getKey())));
    }
}
