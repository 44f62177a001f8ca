package io.werf.core.chart;

import java.util.Map;

/** Helm's {@code --set-literal}: one name, and everything behind the equals sign is its text. */
final class LiteralExpression {

    private LiteralExpression() {}

    static void applyTo(Map<String, Object> values, String expression) {
        SetText text = new SetText("setLiteral", expression);
        SetPath path = SetPath.read(text, "[=.", false);
        path.put(values, text.until("", false));
    }
}
