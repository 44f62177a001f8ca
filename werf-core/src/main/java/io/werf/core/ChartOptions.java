package io.werf.core;

import io.werf.core.chart.ValueSources;
import java.util.List;

/**
 * Values for the chart, on top of its own {@code values.yaml}. What is given by a later of these options counts more, and so
 * does a later item of one option.
 *
 * @param values paths of value files relative to the project directory, read from the commit
 * @param setJson {@code name=<JSON>}, for example {@code ports=[80,443]}
 * @param set expressions of Helm's {@code --set}, for example {@code image.pullPolicy=Always}
 * @param setString the same, but every value is a string
 * @param setFile the same, but every value is the path of a file of the commit, relative to the project directory, whose text
 *     is taken
 * @param setLiteral {@code name=text}; the text is taken as it is, with commas and backslashes
 * @param setRootJson {@code name=<JSON>}, which templates see as {@code .name}, beside {@code .Values}; what Helm gives to
 *     templates stays as it is
 * @param defaultValues whether the chart's own {@code values.yaml} counts; those of subcharts do in any case
 * @param secrets encrypted values
 */
public record ChartOptions(
        List<String> values,
        List<String> setJson,
        List<String> set,
        List<String> setString,
        List<String> setFile,
        List<String> setLiteral,
        List<String> setRootJson,
        boolean defaultValues,
        SecretOptions secrets) {

    /** Nothing but the chart's own values. */
    public static final ChartOptions DEFAULT = new ChartOptions(ValueSources.NONE, SecretOptions.DEFAULT);

    private ChartOptions(ValueSources sources, SecretOptions secrets) {
        this(
                sources.files(),
                sources.setJson(),
                sources.set(),
                sources.setString(),
                sources.setFile(),
                sources.setLiteral(),
                sources.setRootJson(),
                sources.ofChart(),
                secrets);
    }

    /** Copies the lists. */
    public ChartOptions {
        values = List.copyOf(values);
        setJson = List.copyOf(setJson);
        set = List.copyOf(set);
        setString = List.copyOf(setString);
        setFile = List.copyOf(setFile);
        setLiteral = List.copyOf(setLiteral);
        setRootJson = List.copyOf(setRootJson);
    }

    /** The same with other {@code set} expressions. */
    public ChartOptions withSet(String... expressions) {
        return new ChartOptions(
                values,
                setJson,
                List.of(expressions),
                setString,
                setFile,
                setLiteral,
                setRootJson,
                defaultValues,
                secrets);
    }

    /** The same with other secrets. */
    public ChartOptions withSecrets(SecretOptions options) {
        return new ChartOptions(sources(), options);
    }

    ValueSources sources() {
        return new ValueSources(values, setJson, set, setString, setFile, setLiteral, setRootJson, defaultValues);
    }
}
