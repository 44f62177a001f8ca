package io.werf.core.secret;

import io.werf.core.error.FileProblem;
import io.werf.core.error.WerfException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file of secrets cannot be read or written. */
public final class SecretFileException extends WerfException {

    private final transient Path file;

    SecretFileException(String doing, Path file, String reason, @Nullable IOException cause) {
        super(doing + " " + file + ": " + reason, cause);
        this.file = file;
    }

    static SecretFileException of(String doing, Path file, IOException cause) {
        return new SecretFileException(doing, file, FileProblem.reason(cause), cause);
    }

    /** The file. */
    public Path file() {
        return file;
    }
}
