package io.werf.core.plan;

import io.werf.core.data.TextTable;
import io.werf.core.data.Tree;
import io.werf.core.error.Location;
import io.werf.core.event.Event;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A plan for people: what changes, as diffs of YAML without server noise and secrets, and a line that sums it up. */
public final class PlanText {

    private PlanText() {}

    /** The whole plan, several lines. */
    public static String of(DeployPlan plan) {
        StringBuilder out = new StringBuilder();
        for (Change change : plan.changes()) {
            out.append(head(plan, change)).append('\n');
            diff(change).forEach(line -> out.append(line).append('\n'));
            out.append('\n');
        }
        return out.append(summary(plan)).append('\n').toString();
    }

    /**
     * The event that tells a plan.
     *
     * @param namespace the release's; other namespaces are named
     */
    public static Event event(List<Change> changes, int unchanged, String namespace, PlanStyle style) {
        return new Event.PlanMade(
                changes.stream()
                        .map(change -> new Event.PlannedChange(
                                change.action().verb(),
                                change.resource().describe(namespace),
                                change.detail(),
                                String.join("\n", diff(change, style))))
                        .toList(),
                unchanged);
    }

    /** A table of what changes: a line for each kind, with the number of objects for each action. */
    public static List<String> table(DeployPlan plan) {
        Map<String, Map<Change.Action, Long>> kinds = plan.changes().stream()
                .collect(Collectors.groupingBy(
                        change -> change.resource().kind(),
                        TreeMap::new,
                        Collectors.groupingBy(Change::action, Collectors.counting())));
        List<List<String>> rows = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        for (Change.Action action : Change.Action.values()) {
            head.add(action.verb());
        }
        rows.add(head);
        kinds.forEach((kind, counts) -> {
            List<String> row = new ArrayList<>(List.of(kind));
            for (Change.Action action : Change.Action.values()) {
                row.add(counts.getOrDefault(action, 0L) == 0 ? "." : String.valueOf(counts.get(action)));
            }
            rows.add(row);
        });
        return TextTable.lines(rows);
    }

    /** {@code create 0 · update 2 · recreate 1 · delete 0 · unchanged 21}. */
    public static String summary(DeployPlan plan) {
        StringBuilder out = new StringBuilder();
        for (Change.Action action : Change.Action.values()) {
            out.append(action.verb()).append(' ').append(plan.count(action)).append(" · ");
        }
        return out.append("unchanged ").append(plan.unchanged()).toString();
    }

    private static String head(DeployPlan plan, Change change) {
        String text = change.action().symbol() + " " + change.resource().describe(plan.namespace())
                + (change.detail().isEmpty() ? "" : "  " + change.detail());
        return change.location()
                .map(Location::toString)
                .map(at -> text + "    " + at)
                .orElse(text);
    }

    /**
     * The lines of a change: {@code -} and {@code +} before what goes and comes, some lines around, and above each part
     * the keys that lead to it.
     */
    public static List<String> diff(Change change) {
        return diff(change, PlanStyle.DEFAULT);
    }

    /** The lines of a change, in another style. */
    public static List<String> diff(Change change, PlanStyle style) {
        boolean definition = Resource.isCrd(change.resource());
        boolean whole = change.before().isEmpty() || change.after().isEmpty();
        if (whole && !(definition ? style.wholeDefinitions() : style.wholeObjects())) {
            return List.of();
        }
        Map<String, Object> before = tree(change.before(), style);
        Map<String, Object> after = tree(change.after(), style);
        return around(LineDiff.of(lines(before), lines(inOrderOf(before, after))), style.contextLines());
    }

    private static Map<String, Object> tree(Map<String, Object> object, PlanStyle style) {
        return style.insignificant() ? object : Cleaned.of(object);
    }

    /** The same tree with its keys as the other tree has them: only what differs shall look different. */
    private static Map<String, Object> inOrderOf(Map<String, Object> order, Map<String, Object> tree) {
        Map<String, Object> ordered = new LinkedHashMap<>();
        order.keySet().stream().filter(tree::containsKey).forEach(key -> ordered.put(key, tree.get(key)));
        tree.forEach(ordered::putIfAbsent);
        ordered.replaceAll((key, value) -> value instanceof Map<?, ?> && order.get(key) instanceof Map<?, ?>
                ? inOrderOf(Tree.map(order, key), Tree.map(value))
                : value);
        return ordered;
    }

    private static List<String> around(List<LineDiff.Line> lines, int context) {
        List<String> shown = new ArrayList<>();
        boolean[] near = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).sign() != ' ') {
                for (int j = Math.max(0, i - context); j <= Math.min(lines.size() - 1, i + context); j++) {
                    near[j] = true;
                }
            }
        }
        for (int i = 0; i < near.length; i++) {
            boolean begins = near[i] && (i == 0 || !near[i - 1]);
            if (begins) {
                if (!shown.isEmpty()) {
                    shown.add("  ...");
                }
                parents(lines, i).forEach(parent -> shown.add("  " + parent));
            }
            if (near[i]) {
                shown.add(lines.get(i).sign() + " " + lines.get(i).text());
            }
        }
        return shown;
    }

    private static List<String> lines(Map<String, Object> tree) {
        return tree.isEmpty() ? List.of() : YamlLines.of(tree);
    }

    /** The lines above with less and less indentation. */
    private static List<String> parents(List<LineDiff.Line> lines, int from) {
        List<String> parents = new ArrayList<>();
        int indent = indent(lines.get(from).text());
        for (int i = from - 1; i >= 0 && indent > 0; i--) {
            String text = lines.get(i).text();
            if (lines.get(i).sign() == ' ' && !text.isBlank() && indent(text) < indent) {
                indent = indent(text);
                parents.add(0, text);
            }
        }
        return parents;
    }

    /** Items of a list are inside its key, although YAML writes them in the same column. */
    private static int indent(String line) {
        int indent = 0;
        while (indent < line.length() && line.charAt(indent) == ' ') {
            indent++;
        }
        return 2 * indent + (line.startsWith("- ", indent) ? 1 : 0);
    }
}
