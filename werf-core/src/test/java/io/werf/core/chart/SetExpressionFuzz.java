package io.werf.core.chart;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Any text is an expression of {@code --set} or an error. */
public final class SetExpressionFuzz {

    private SetExpressionFuzz() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        Map<String, Object> values = new LinkedHashMap<>();
        try {
            SetExpression.typed(text).applyTo(values);
            SetExpression.json("setJson", text, json -> json).applyTo(values);
            LiteralExpression.applyTo(values, text);
        } catch (SetExpressionException e) {
            if (e.getMessage() == null) {
                throw new AssertionError(e);
            }
        }
    }
}
