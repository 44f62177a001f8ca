package io.werf.core.config;

import io.werf.core.error.WerfException;

/** A setting is a malformed pattern of paths. */
public final class InvalidPatternException extends WerfException {

    private final String setting;

    InvalidPatternException(String setting, String pattern, String reason) {
        super("the pattern \"" + pattern + "\" of " + setting + " is malformed: " + reason);
        this.setting = setting;
    }

    /** The setting's name. */
    public String setting() {
        return setting;
    }
}
