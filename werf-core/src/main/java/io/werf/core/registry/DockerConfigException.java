package io.werf.core.registry;

import io.werf.core.error.WerfException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Docker's configuration file cannot be read. */
public final class DockerConfigException extends WerfException {

    private final Path file;

    DockerConfigException(Path file, String problem, Throwable cause) {
        super("cannot read credentials from " + file + ": " + problem, cause);
        this.file = file;
    }

    /** There is no such file where one is needed. */
    public static DockerConfigException missing(Path file) {
        return new DockerConfigException(file, "it is not there", new NoSuchFileException(file.toString()));
    }

    /** The file. */
    public Path file() {
        return file;
    }
}
