package io.werf.core.chart;

import io.werf.core.error.WerfException;
import java.util.List;
import java.util.stream.Collectors;

/** Values are not as the {@code values.schema.json} of their chart wants them. */
public final class ValuesSchemaException extends WerfException {

    private final transient List<Violation> violations;

    /**
     * What is wrong.
     *
     * @param schema the schema file
     * @param path of the value, from the top: {@code redis.replicas}, {@code ports[0]}; {@code ""} for all values
     * @param rule of the schema, as a JSON pointer
     * @param message what the rule says
     */
    public record Violation(String schema, String path, String rule, String message) {}

    ValuesSchemaException(List<Violation> violations) {
        super("values are not as their schema wants them:"
                + violations.stream().map(ValuesSchemaException::line).collect(Collectors.joining()));
        this.violations = List.copyOf(violations);
    }

    private static String line(Violation violation) {
        String what = violation.path().isEmpty() ? "the values" : violation.path();
        return System.lineSeparator() + "  " + what + ": " + violation.message() + "   (" + violation.schema() + "#"
                + violation.rule() + ")";
    }

    /** All of them, in all charts. */
    public List<Violation> violations() {
        return violations;
    }
}
