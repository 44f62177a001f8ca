package io.werf.core.plan;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rendered document is no Kubernetes object that can be deployed; the place is in the chart. */
public final class ResourceException extends WerfException {

    ResourceException(String message, Excerpt excerpt, @Nullable Throwable cause) {
        super(message, excerpt, cause);
    }

    /** At a place whose lines are not at hand. */
    ResourceException(String message, Location location, @Nullable Throwable cause) {
        super(message, new Excerpt(location, 1, location.line(), List.of()), cause);
    }
}
