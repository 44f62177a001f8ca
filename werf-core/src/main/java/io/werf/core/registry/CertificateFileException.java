package io.werf.core.registry;

import io.werf.core.error.FileProblem;
import io.werf.core.error.WerfException;
import java.io.IOException;
import java.nio.file.Path;

/** The file with the authorities of a registry cannot be used. */
public final class CertificateFileException extends WerfException {

    private final Path file;

    CertificateFileException(Path file, Throwable cause) {
        super(
                "cannot read certificates from " + file + ": "
                        + (cause instanceof IOException io ? FileProblem.reason(io) : cause.getMessage()),
                cause);
        this.file = file;
    }

    /** The file. */
    public Path file() {
        return file;
    }
}
