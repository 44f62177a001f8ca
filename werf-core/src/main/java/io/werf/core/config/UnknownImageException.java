package io.werf.core.config;

import io.werf.core.error.Nearest;
import io.werf.core.error.WerfException;
import java.util.List;

/** Somebody asks for an image that {@code werf.yaml} does not have. */
public final class UnknownImageException extends WerfException {

    private final String name;

    UnknownImageException(String name, List<String> names) {
        super("werf.yaml has no image \"" + name + "\""
                + (names.isEmpty() ? "" : "; it has " + String.join(", ", names))
                + Nearest.to(name, names)
                        .map(near -> ". Did you mean \"" + near + "\"?")
                        .orElse(""));
        this.name = name;
    }

    /** What was asked for. */
    public String name() {
        return name;
    }
}
