package io.werf.core.error;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file cannot be read or written, in words: the JDK's messages are often only the path. */
public final class FileProblem {

    private FileProblem() {}

    /** The reason, for a message that names the file itself. */
    public static String reason(IOException cause) {
        if (cause instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (cause instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (cause instanceof CharacterCodingException) {
            return "it is not text in UTF-8";
        }
        return cause instanceof FileSystemException e && e.getReason() != null ? e.getReason() : cause.toString();
    }
}
