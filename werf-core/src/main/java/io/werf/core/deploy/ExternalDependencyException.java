package io.werf.core.deploy;

import io.werf.core.error.WerfException;
import java.time.Duration;

/** An object outside of the release, which the chart waits for by {@code external-dependency.werf.io}, did not come. */
public final class ExternalDependencyException extends WerfException {

    private final String resource;

    ExternalDependencyException(String resource, Duration patience) {
        super("waited " + patience.toMinutes() + " minutes for " + resource
                + ", which objects of the chart need and which is not part of the release: it does not exist");
        this.resource = resource;
    }

    /** {@code Kind/name}. */
    public String resource() {
        return resource;
    }
}
