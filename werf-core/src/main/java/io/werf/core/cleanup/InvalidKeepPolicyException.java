package io.werf.core.cleanup;

import io.werf.core.error.WerfException;
import java.util.regex.PatternSyntaxException;

/** The pattern of a keep policy is no regular expression. */
public final class InvalidKeepPolicyException extends WerfException {

    private final String pattern;

    InvalidKeepPolicyException(String pattern, PatternSyntaxException cause) {
        super(
                "the pattern " + pattern + " of a keep policy is no regular expression: " + cause.getDescription(),
                cause);
        this.pattern = pattern;
    }

    /** The pattern, as written. */
    public String pattern() {
        return pattern;
    }
}
