package io.werf.core.chart;

import java.util.Comparator;

/**
 * The order in which Helm reads and executes templates: the deepest first, among equals the alphabetically last. It shows
 * where two files define a template of one name (the later wins) and where templates change values.
 */
final class HelmTemplateOrder implements Comparator<ChartFile> {

    static final HelmTemplateOrder INSTANCE = new HelmTemplateOrder();

    private HelmTemplateOrder() {}

    @Override
    public int compare(ChartFile left, ChartFile right) {
        int byDepth = Integer.compare(depth(right), depth(left));
        return byDepth != 0 ? byDepth : right.path().compareTo(left.path());
    }

    private static int depth(ChartFile file) {
        return (int) file.path().chars().filter(c -> c == '/').count();
    }
}
