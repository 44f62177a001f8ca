package io.werf.core.config;

import io.werf.core.error.WerfException;

/** The project takes files from other repositories by {@code werf-includes.yaml}. Without them it would be another project. */
public final class IncludesException extends WerfException {

    /** The file in the project directory that names them. */
    static final String FILE = "werf-includes.yaml";

    IncludesException() {
        super("the project includes files of other repositories (" + FILE + "), which is not supported");
    }
}
