package io.werf.core.chart;

import io.werf.core.data.Tree;
import io.werf.core.template.functions.Versions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides which subcharts are used, and under which names: aliases, conditions and tags. By Helm's rules: charts that lie in
 * {@code charts/} undeclared are used as they are, and below a chart that declares nothing nothing is decided.
 */
final class DependencyResolver {

    /** Places of the charts whose declarations have been decided. */
    private final Set<String> decided = new HashSet<>();

    private DependencyResolver() {}

    /**
     * The chart with the subcharts that are used.
     *
     * @param given the values that the user gave
     * @throws MissingDependencyException if the chart declares subcharts that it does not have
     */
    static Chart resolve(Chart chart, Map<String, Object> given) {
        List<ChartDependency> missing = chart.dependencies().orElse(List.of()).stream()
                .filter(dependency ->
                        chart.subcharts().stream().noneMatch(sub -> sub.name().equals(dependency.name())))
                .toList();
        if (!missing.isEmpty()) {
            throw new MissingDependencyException(chart.place(), missing);
        }
        return new DependencyResolver().resolve(chart, given, "");
    }

    /**
     * @param above values of the chart above with everything filled in, or at the top what is given
     * @param path names of the charts down to this one, each with a dot behind it
     */
    private Chart resolve(Chart chart, Map<String, Object> above, String path) {
        if (chart.dependencies().isEmpty()) {
            return chart;
        }
        List<ChartDependency> declared = declared(chart);
        Chart candidate = chart.withSubcharts(candidates(chart, declared));
        Map<String, Object> values = Values.of(candidate, above);
        List<ChartDependency> result = declared.stream()
                .map(dependency -> dependency.enabled(isEnabled(dependency, values, path)))
                .toList();
        var off = result.stream()
                .filter(dependency -> !dependency.enabled())
                .map(ChartDependency::name)
                .collect(Collectors.toSet());
        return chart.resolved(
                result.stream()
                        .filter(dependency -> !off.contains(dependency.name()))
                        .toList(),
                candidate.subcharts().stream()
                        .filter(subchart -> !off.contains(subchart.name()))
                        .map(subchart -> resolve(subchart, values, path + subchart.name() + "."))
                        .toList());
    }

    /** A chart that is used under two aliases is one in Helm, which changes its declarations when it first decides them. */
    private List<ChartDependency> declared(Chart chart) {
        List<ChartDependency> declared = chart.dependencies().orElse(List.of());
        return decided.add(chart.place())
                ? declared
                : declared.stream().map(ChartDependency::decidedBefore).toList();
    }

    /** Undeclared subcharts, then the declared ones under their aliases, one for each declaration. */
    private static List<Chart> candidates(Chart chart, List<ChartDependency> declared) {
        List<Chart> candidates = new ArrayList<>();
        for (Chart subchart : chart.subcharts()) {
            if (declared.stream().noneMatch(dependency -> matches(dependency, subchart))) {
                candidates.add(subchart);
            }
        }
        for (ChartDependency dependency : declared) {
            chart.subcharts().stream()
                    .filter(subchart -> matches(dependency, subchart))
                    .findFirst()
                    .map(subchart -> subchart.named(dependency.effectiveName()))
                    .ifPresent(candidates::add);
        }
        return candidates;
    }

    /** Whether a chart is the declared one: its name and a version within the constraint. */
    static boolean matches(ChartDependency dependency, Chart chart) {
        return chart.name().equals(dependency.name()) && Versions.matches(dependency.version(), chart.version());
    }

    /** The names under which a parent may use a subchart: an alias for each declaration, or its own. */
    static List<String> namesOf(Chart parent, Chart subchart) {
        List<String> names = parent.dependencies().orElse(List.of()).stream()
                .filter(dependency -> matches(dependency, subchart))
                .map(ChartDependency::effectiveName)
                .toList();
        return names.isEmpty() ? List.of(subchart.name()) : names;
    }

    /** A condition whose value is there decides; without one the tags do; without any it is used. */
    private static boolean isEnabled(ChartDependency dependency, Map<String, Object> values, String path) {
        for (String condition : dependency.condition().strip().split(",")) {
            if (!condition.isEmpty()
                    && ValuePaths.scalar(values, ValuePaths.steps(path + condition)) instanceof Boolean decision) {
                return decision;
            }
        }
        Map<String, Object> tags = Tree.map(values, "tags");
        List<Boolean> switches = dependency.tags().stream()
                .map(tags::get)
                .filter(Boolean.class::isInstance)
                .map(Boolean.class::cast)
                .toList();
        return switches.isEmpty() || switches.contains(true);
    }
}
