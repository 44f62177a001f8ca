package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label and field selectors in Kubernetes' query syntax, and {@code LabelSelector} objects. */
public final class Selector {

    private static final Pattern IN = Pattern.compile("\\s*([^\\s!=,()]+)\\s+(in|notin)\\s*\\(([^()]*)\\)\\s*");
    private static final Pattern EQUAL = Pattern.compile("\\s*([^\\s!=,()]+)\\s*(==|!=|=)\\s*([^\\s!=,()]*)\\s*");
    private static final Pattern EXISTS = Pattern.compile("\\s*(!?)\\s*([^\\s!=,()]+)\\s*");
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    private Selector() {}

    static Predicate<Map<String, Object>> parse(String labels, String fields) {
        return labels(labels).and(fields(fields));
    }

    private static Predicate<Map<String, Object>> labels(String text) {
        Predicate<Map<String, Object>> all = object -> true;
        for (String part : text.isBlank() ? new String[0] : COMMA.split(text)) {
            Predicate<Map<String, Object>> requirement = labelRequirement(part);
            all = all.and(object -> requirement.test(Tree.map(object, "metadata", "labels")));
        }
        return all;
    }

    private static Predicate<Map<String, Object>> labelRequirement(String part) {
        Matcher m = IN.matcher(part);
        if (m.matches()) {
            String key = m.group(1);
            List<String> values =
                    Arrays.stream(m.group(3).split(",")).map(String::strip).toList();
            return m.group(2).equals("in")
                    ? labels -> labels.containsKey(key) && values.contains(labels.get(key))
                    : labels -> !values.contains(labels.get(key));
        }
        m = EQUAL.matcher(part);
        if (m.matches()) {
            String key = m.group(1);
            String value = m.group(3);
            return m.group(2).equals("!=")
                    ? labels -> !value.equals(labels.get(key))
                    : labels -> value.equals(labels.get(key));
        }
        m = EXISTS.matcher(part);
        if (m.matches()) {
            String key = m.group(2);
            boolean wanted = m.group(1).isEmpty();
            return labels -> labels.containsKey(key) == wanted;
        }
        throw ApiFailure.badRequest("unable to parse requirement: " + part);
    }

    private static Predicate<Map<String, Object>> fields(String text) {
        Predicate<Map<String, Object>> all = object -> true;
        for (String part : text.isBlank() ? new String[0] : text.split(",")) {
            Matcher m = EQUAL.matcher(part);
            if (!m.matches()) {
                throw ApiFailure.badRequest("invalid selector: '" + part + "'");
            }
            String[] path = m.group(1).split("\\.");
            String value = m.group(3);
            boolean wanted = !m.group(2).equals("!=");
            all = all.and(object -> {
                Object actual = Tree.get(object, path);
                return (actual == null ? "" : actual.toString()).equals(value) == wanted;
            });
        }
        return all;
    }

    /** Whether labels match a {@code LabelSelector}, as in {@code spec.selector} of a workload. */
    public static boolean matches(Map<String, Object> selector, Map<String, Object> labels) {
        boolean equal = Tree.map(selector, "matchLabels").entrySet().stream()
                .allMatch(e -> Objects.equals(labels.get(e.getKey()), e.getValue()));
        return equal && Tree.list(selector, "matchExpressions").stream().allMatch(e -> expression(e, labels));
    }

    private static boolean expression(Object expression, Map<String, Object> labels) {
        String key = Tree.string(expression, "key").orElse("");
        List<Object> values = Tree.list(expression, "values");
        return switch (Tree.string(expression, "operator").orElse("")) {
            case "In" -> labels.containsKey(key) && values.contains(labels.get(key));
            case "NotIn" -> !values.contains(labels.get(key));
            case "Exists" -> labels.containsKey(key);
            default -> !labels.containsKey(key);
        };
    }
}
