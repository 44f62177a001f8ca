package io.werf.core.registry;

import io.werf.core.error.WerfException;

/** What was given as a repository is none. */
public final class InvalidRepositoryException extends WerfException {

    private final String given;

    InvalidRepositoryException(String given, String problem) {
        super("\"" + given + "\" is no name of a repository: " + problem);
        this.given = given;
    }

    /** The text as given. */
    public String given() {
        return given;
    }
}
