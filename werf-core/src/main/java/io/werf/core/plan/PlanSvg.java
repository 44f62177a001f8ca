package io.werf.core.plan;

import java.util.List;
import java.util.Map;

/** A plan's graph as SVG, which every browser shows. */
final class PlanSvg {

    private static final int ROW = 34;
    private static final int BOX = 24;
    private static final int GAP = 70;
    private static final int MARGIN = 20;
    private static final int CHARACTER = 7;
    private static final int LONGEST_LABEL = 60;
    private static final int JOIN_WIDTH = 8;

    /** Fill colours, light enough for black text. */
    private static final Map<String, String> COLOURS = Map.of(
            "create", "#d3f2d3",
            "update", "#fff3c4",
            "recreate", "#ffe0c2",
            "delete", "#f8d3d3",
            "track", "#d6e6fb",
            "establish", "#e6dcf7");

    private final PlanNodes graph;
    private final int[] left;
    private final int[] middle;
    private final int[] width;
    private final StringBuilder out = new StringBuilder();

    private PlanSvg(PlanNodes graph) {
        this.graph = graph;
        int size = graph.nodes().size();
        this.left = new int[size];
        this.middle = new int[size];
        this.width = new int[size];
    }

    static String of(PlanNodes graph) {
        return new PlanSvg(graph).draw();
    }

    private String draw() {
        PlanLayout layout = PlanLayout.of(graph);
        int height = Math.max(1, layout.rows()) * ROW + 2 * MARGIN;
        int x = MARGIN;
        for (List<Integer> column : layout.columns()) {
            int widest = 0;
            int y = height / 2 - column.size() * ROW / 2 + ROW / 2;
            for (int node : column) {
                width[node] = width(graph.nodes().get(node));
                left[node] = x;
                middle[node] = y;
                y += ROW;
                widest = Math.max(widest, width[node]);
            }
            x += widest + GAP;
        }
        int total = Math.max(x - GAP + MARGIN, 2 * MARGIN);
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + total + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + total + " " + height + "\" font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
        lines();
        boxes();
        return out.append("</svg>\n").toString();
    }

    private static int width(PlanNodes.Node node) {
        return node.isJoin() ? JOIN_WIDTH : label(node).length() * CHARACTER + 2 * CHARACTER;
    }

    private void lines() {
        out.append("<g fill=\"none\" stroke=\"#888\">\n");
        for (int node = 0; node < left.length; node++) {
            for (int before : graph.nodes().get(node).after()) {
                int from = left[before] + width[before];
                int bend = (left[node] - from) / 2;
                out.append("<path d=\"M" + from + " " + middle[before] + " C" + (from + bend) + " " + middle[before]
                        + " " + (left[node] - bend) + " " + middle[node] + " " + left[node] + " " + middle[node]
                        + "\"/>\n");
            }
        }
        out.append("</g>\n");
    }

    private void boxes() {
        for (int i = 0; i < left.length; i++) {
            PlanNodes.Node node = graph.nodes().get(i);
            if (node.isJoin()) {
                out.append("<circle cx=\"" + (left[i] + JOIN_WIDTH / 2) + "\" cy=\"" + middle[i] + "\" r=\""
                        + JOIN_WIDTH / 2 + "\" fill=\"#888\"/>\n");
                continue;
            }
            out.append("<g><title>" + escaped(node.label()) + "</title><rect x=\"" + left[i] + "\" y=\""
                    + (middle[i] - BOX / 2) + "\" width=\"" + width[i] + "\" height=\"" + BOX
                    + "\" rx=\"4\" stroke=\"#555\" fill=\"" + COLOURS.getOrDefault(node.kind(), "#eee")
                    + "\"/><text x=\"" + (left[i] + CHARACTER) + "\" y=\"" + (middle[i] + 4) + "\">"
                    + escaped(label(node)) + "</text></g>\n");
        }
    }

    private static String label(PlanNodes.Node node) {
        return node.label().length() <= LONGEST_LABEL
                ? node.label()
                : node.label().substring(0, LONGEST_LABEL - 1) + "…";
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\\uFFFE\\uFFFF]", " ")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }
}
