package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@code spec.selector} of a workload in the syntax of list and watch requests. */
final class LabelSelector {

    private LabelSelector() {}

    /** The selector; empty when there is none: it would select every pod of the namespace. */
    static Optional<String> of(KubeObject workload) {
        List<String> terms = new ArrayList<>();
        Tree.map(workload.body(), "spec", "selector", "matchLabels")
                .forEach((key, value) -> terms.add(key + "=" + value));
        for (Object expression : Tree.list(workload.body(), "spec", "selector", "matchExpressions")) {
            String key = Tree.string(expression, "key").orElse("");
            String operator = Tree.string(expression, "operator").orElse("").toLowerCase(Locale.ROOT);
            String values = Tree.list(expression, "values").stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(",", " (", ")"));
            switch (operator) {
                case "in", "notin" -> terms.add(key + " " + operator + values);
                case "exists" -> terms.add(key);
                case "doesnotexist" -> terms.add("!" + key);
                default -> {} // the server knows no other
            }
        }
        return terms.isEmpty() ? Optional.empty() : Optional.of(String.join(",", terms));
    }
}
