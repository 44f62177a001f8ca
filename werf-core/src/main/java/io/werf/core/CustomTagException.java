package io.werf.core;

import io.werf.core.error.WerfException;

/** A tag that images cannot get, or that a release may not go by. */
public final class CustomTagException extends WerfException {

    private final String remedy;

    CustomTagException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    /** What would help. */
    public String remedy() {
        return remedy;
    }
}
