package io.werf.core.config;

import io.werf.core.error.WerfException;
import java.util.List;

/** The commit has no {@code werf.yaml}. */
public final class NoWerfConfigException extends WerfException {

    private final transient List<String> lookedFor;

    NoWerfConfigException(List<String> lookedFor) {
        super("the commit has no " + String.join(" and no ", lookedFor) + " in the project directory");
        this.lookedFor = List.copyOf(lookedFor);
    }

    /** The paths relative to the project directory, in the order they were looked for. */
    public List<String> lookedFor() {
        return lookedFor;
    }
}
