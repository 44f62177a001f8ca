package io.werf.core.image;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;

/** COPY or ADD takes something that the build context does not have, or that is outside of it. */
public final class CopySourceException extends WerfException {

    private final Fault fault;
    private final String source;

    CopySourceException(Fault fault, String message, String source, Excerpt excerpt) {
        super(message, excerpt, null);
        this.fault = fault;
        this.source = source;
    }

    /** Why it cannot be taken. */
    public enum Fault {
        /** The context does not have it. */
        MISSING,
        /** It is not below the context, or a link leads out of that. */
        OUTSIDE,
        /** Links that lead to each other. */
        ENDLESS,
        /** The clone lacks the commit of a submodule. */
        SUBMODULE
    }

    /** Why it cannot be taken. */
    public Fault fault() {
        return fault;
    }

    /** The source as the instruction names it, variables expanded. */
    public String source() {
        return source;
    }
}
