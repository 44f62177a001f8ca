package io.werf.core;

import io.werf.core.error.Nearest;
import io.werf.core.error.WerfException;
import java.util.List;

/** There is no build backend of that name. */
public final class UnknownBackendException extends WerfException {

    static final List<String> NAMES = List.of("auto", "buildkit", "docker", "daemonless");

    UnknownBackendException(String name) {
        super("unknown build backend \"" + name + "\""
                + Nearest.to(name, NAMES)
                        .map(meant -> "; did you mean \"" + meant + "\"?")
                        .orElse("") + "; there are: " + String.join(", ", NAMES));
    }
}
