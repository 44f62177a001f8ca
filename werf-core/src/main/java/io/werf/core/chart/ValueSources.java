package io.werf.core.chart;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where a user's values come from, beside the chart. Later sources count more, in the order of the components, and later
 * items of one source.
 *
 * @param files paths of values files relative to the project, read from the commit
 * @param setJson {@code name=<JSON>}
 * @param set expressions in the grammar of Helm's {@code --set}
 * @param setString the same, every value a string
 * @param setFile the same, every value the path of a file of the commit whose text is taken
 * @param setLiteral {@code name=text}, where the text is taken as it is
 * @param setRootJson {@code name=<JSON>}, for what templates see beside {@code .Values}
 * @param ofChart whether the chart's own {@code values.yaml} counts; those of subcharts do in any case
 */
public record ValueSources(
        List<String> files,
        List<String> setJson,
        List<String> set,
        List<String> setString,
        List<String> setFile,
        List<String> setLiteral,
        List<String> setRootJson,
        boolean ofChart) {

    /** Nothing but the chart's own values. */
    public static final ValueSources NONE =
            new ValueSources(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** On top of the chart's own values. */
    public ValueSources(
            List<String> files,
            List<String> setJson,
            List<String> set,
            List<String> setString,
            List<String> setFile,
            List<String> setLiteral) {
        this(files, setJson, set, setString, setFile, setLiteral, List.of(), true);
    }

    /** Copies the lists. */
    public ValueSources {
        files = List.copyOf(files);
        setJson = List.copyOf(setJson);
        set = List.copyOf(set);
        setString = List.copyOf(setString);
        setFile = List.copyOf(setFile);
        setLiteral = List.copyOf(setLiteral);
        setRootJson = List.copyOf(setRootJson);
    }

    /**
     * The files of the project that are read for them.
     *
     * @throws SetExpressionException if an expression of {@code setFile} is malformed
     */
    public Set<String> paths() {
        Set<String> paths = new LinkedHashSet<>(files);
        setFile.forEach(expression -> paths.addAll(SetExpression.paths(expression)));
        return paths;
    }
}
