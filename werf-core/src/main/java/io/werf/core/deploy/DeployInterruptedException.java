package io.werf.core.deploy;

import io.werf.core.error.WerfException;

/** The thread that ran the deploy was interrupted, usually by Ctrl-C; its flag is set again. */
public final class DeployInterruptedException extends WerfException {

    DeployInterruptedException(String release) {
        super("the deploy of release " + release + " was interrupted");
    }
}
