package io.werf.core;

import java.util.List;

/**
 * Values for the chart, on top of its own {@code values.yaml}; later ones win.
 *
 * @param values paths of value files relative to the project directory, read from the commit
 * @param set expressions of Helm's {@code --set}, for example {@code image.pullPolicy=Always}
 * @param setString the same, but every value is a string
 * @param secrets encrypted values
 */
public record ChartOptions(List<String> values, List<String> set, List<String> setString, SecretOptions secrets) {

    /** Nothing but the chart's own values. */
    public static final ChartOptions DEFAULT = new ChartOptions(List.of(), List.of(), List.of(), SecretOptions.DEFAULT);

    /** Copies the lists. */
    public ChartOptions {
        values = List.copyOf(values);
        set = List.copyOf(set);
        setString = List.copyOf(setString);
    }

    /** The same with other {@code set} expressions. */
    public ChartOptions withSet(String... expressions) {
        return new ChartOptions(values, List.of(expressions), setString, secrets);
    }

    /** The same with other secrets. */
    public ChartOptions withSecrets(SecretOptions options) {
        return new ChartOptions(values, set, setString, options);
    }
}
