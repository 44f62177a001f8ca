package io.werf.core.plan;

/** A plan's graph in Graphviz' language. */
final class PlanDot {

    private PlanDot() {}

    static String of(PlanNodes graph) {
        StringBuilder out =
                new StringBuilder("digraph plan {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        for (int i = 0; i < graph.nodes().size(); i++) {
            PlanNodes.Node node = graph.nodes().get(i);
            out.append("  n")
                    .append(i)
                    .append(node.isJoin() ? " [shape=point]" : " [label=" + quoted(node.label()) + "]")
                    .append(";\n");
            for (int before : node.after()) {
                out.append("  n").append(before).append(" -> n").append(i).append(";\n");
            }
        }
        return out.append("}\n").toString();
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + "\"";
    }
}
