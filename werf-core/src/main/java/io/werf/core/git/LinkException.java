package io.werf.core.git;

import io.werf.core.error.WerfException;

/** A symbolic link of the commit cannot be followed inside the commit. */
public final class LinkException extends WerfException {

    private final String path;
    private final String reason;

    LinkException(String path, String reason) {
        super("following the symbolic link " + path + " in the commit: " + reason);
        this.path = path;
        this.reason = reason;
    }

    /** The link, relative to the project directory. */
    public String path() {
        return path;
    }

    /** Why it leads nowhere. */
    public String reason() {
        return reason;
    }
}
