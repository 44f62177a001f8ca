package io.werf.core.secret;

import io.werf.core.error.WerfException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
        return new SecretFileException(doing, file, reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        return cause instanceof FileSystemException e && e.getReason() != null ? e.getReason() : cause.toString();
    }

    /** The file. */
    public Path file() {
        return file;
    }
}
