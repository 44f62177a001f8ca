package io.werf.core.cleanup;

import io.werf.core.error.WerfException;

/** The clone does not have the whole history, and it may not be fetched: nobody knows which images the rest needs. */
public final class ShallowCloneException extends WerfException {

    ShallowCloneException() {
        super("the Git clone is shallow and may not be deepened: commits that need images are not in it");
    }
}
