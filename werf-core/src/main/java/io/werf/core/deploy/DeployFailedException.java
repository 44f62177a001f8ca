package io.werf.core.deploy;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.ResourceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An object could not be written; says which and where it is defined. */
public final class DeployFailedException extends WerfException {

    private final String resource;

    private DeployFailedException(String resource, String message, Excerpt at, @Nullable Throwable cause) {
        super(message, at, cause);
        this.resource = resource;
    }

    /** A refused write with its place; every other error is clear by itself. */
    static Throwable applying(ResourceId id, Location location, Throwable cause) {
        if (!(cause instanceof KubeApiException refused)) {
            return cause;
        }
        return new DeployFailedException(
                id.toString(),
                "the API server refused " + id + " (" + refused.code() + "): " + refused.serverMessage(),
                new Excerpt(location, 1, location.line(), List.of()),
                cause);
    }

    /** {@code Kind/name}. */
    public String resource() {
        return resource;
    }
}
