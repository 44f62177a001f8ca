package io.werf.core.plan;

import io.werf.core.error.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A plan for people: what changes, as diffs of YAML without server noise and secrets, and a line that sums it up. */
public final class PlanText {

    private static final int CONTEXT = 3;

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
     * The lines of a change: {@code -} and {@code +} before what goes and comes, three lines around, and above each part
     * the keys that lead to it.
     */
    public static List<String> diff(Change change) {
        List<LineDiff.Line> lines = LineDiff.of(lines(change.before()), lines(change.after()));
        List<String> shown = new ArrayList<>();
        boolean[] near = new boolean[lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).sign() != ' ') {
                for (int j = Math.max(0, i - CONTEXT); j <= Math.min(lines.size() - 1, i + CONTEXT); j++) {
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
