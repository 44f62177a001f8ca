package io.werf.core.git;

import io.werf.core.error.WerfException;
import java.nio.file.InvalidPathException;

/**
 * The name of a file cannot be written in the character set that this JVM has for names of files: that of the locale, which
 * is ASCII where none is set.
 */
public final class FileNameException extends WerfException {

    private final String path;

    FileNameException(String path, InvalidPathException cause) {
        super(
                "looking for " + path
                        + " in the work tree: the locale of this JVM has no such names of files (character set "
                        + System.getProperty("sun.jnu.encoding", "unknown") + ")",
                cause);
        this.path = path;
    }

    /** Relative to the work tree. */
    public String path() {
        return path;
    }
}
