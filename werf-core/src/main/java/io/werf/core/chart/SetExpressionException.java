package io.werf.core.chart;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import io.werf.core.secret.SecretPairs;

/** A value given on the command line is not in the grammar of Helm's {@code --set}. */
public final class SetExpressionException extends WerfException {

    private final String expression;

    SetExpressionException(String option, String expression, int position, String reason) {
        super(reason, Excerpt.of(SecretPairs.cover(expression), new Location(option, 1, position + 1), 1), null);
        this.expression = expression;
    }

    /** The whole expression. */
    public String expression() {
        return expression;
    }
}
