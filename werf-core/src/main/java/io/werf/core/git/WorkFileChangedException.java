package io.werf.core.git;

import io.werf.core.error.WerfException;

/** A file of the work tree was changed while a run that reads it was going on. */
public final class WorkFileChangedException extends WerfException {

    private final String path;

    WorkFileChangedException(String path) {
        super("the file " + path + " was changed while it was being read");
        this.path = path;
    }

    /** Relative to the project directory. */
    public String path() {
        return path;
    }
}
