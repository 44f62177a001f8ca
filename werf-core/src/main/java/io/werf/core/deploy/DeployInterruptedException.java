package io.werf.core.deploy;

import io.werf.core.error.WerfException;

/** The thread that ran the deploy was interrupted, usually by Ctrl-C; its flag is set again. */
public final class DeployInterruptedException extends WerfException {

    /** @param release its name */
    public DeployInterruptedException(String release) {
        super("the run on release " + release + " was interrupted");
    }
}
