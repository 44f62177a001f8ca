package io.werf.core.chart.dependency;

import io.werf.core.data.Tree;
import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a chart declares that it depends on: in {@code Chart.yaml}, or in {@code requirements.yaml} as charts of the first version do.
 *
 * @param place of the file that declares it
 * @param lockFile name of the file that says the chosen versions
 */
record Declaration(List<Dependency> dependencies, String place, String lockFile) {

    static final String CHART_FILE = "Chart.yaml";
    private static final String REQUIREMENTS = "requirements.yaml";

    /** Names become parts of paths: nothing in them may lead anywhere. */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,250}");

    /** The texts of a chart's files by their names. */
    @FunctionalInterface
    interface Texts<E extends Exception> {
        Optional<String> of(String file) throws E;
    }

    /** @param directory of the chart, for messages */
    static <E extends Exception> Declaration read(String directory, Texts<E> texts) throws E {
        String place = directory + "/" + CHART_FILE;
        Map<String, Object> chart = parse(texts.of(CHART_FILE).orElse(""), place);
        String lockFile =
                Tree.string(chart, "apiVersion").equals(Optional.of("v1")) ? "requirements.lock" : "Chart.lock";
        Optional<String> requirements = texts.of(REQUIREMENTS);
        if (requirements.isPresent()) {
            String file = directory + "/" + REQUIREMENTS;
            return new Declaration(checked(Dependency.of(parse(requirements.get(), file)), file), file, lockFile);
        }
        return new Declaration(checked(Dependency.of(chart), place), place, lockFile);
    }

    private static Map<String, Object> parse(String text, String place) {
        return Yaml.read(text, place, Yaml.DuplicateKeys.LAST_WINS)
                .map(YamlNode::plain)
                .map(Tree::map)
                .orElseGet(Map::of);
    }

    private static List<Dependency> checked(List<Dependency> dependencies, String place) {
        for (Dependency dependency : dependencies) {
            if (!NAME.matcher(dependency.name()).matches()) {
                throw new ChartDependencyException(
                        place + ": \"" + dependency.name() + "\" is no name of a chart", null);
            }
            if (!Versions.isRange(dependency.version())) {
                throw new ChartDependencyException(
                        place + ": dependency " + dependency.name() + ": \"" + dependency.version()
                                + "\" is neither a version nor a range",
                        null);
            }
        }
        return dependencies;
    }
}
