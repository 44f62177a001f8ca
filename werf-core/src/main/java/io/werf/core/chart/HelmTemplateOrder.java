package io.werf.core.chart;

import java.util.Comparator;

/**
 * The order in which Helm reads and executes templates, by their full names: the deepest first, among equals the
 * alphabetically last. It shows where two files define a template of one name (the later wins) and where templates change
 * values.
 */
final class HelmTemplateOrder implements Comparator<String> {

    static final HelmTemplateOrder INSTANCE = new HelmTemplateOrder();

    private HelmTemplateOrder() {}

    @Override
    public int compare(String left, String right) {
        int byDepth = Integer.compare(depth(right), depth(left));
        return byDepth != 0 ? byDepth : right.compareTo(left);
    }

    private static int depth(String name) {
        int depth = 0;
        for (int slash = name.indexOf('/'); slash >= 0; slash = name.indexOf('/', slash + 1)) {
            depth++;
        }
        return depth;
    }
}
