package io.werf.core.deploy;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.ResourceId;
import io.werf.core.plan.Resource;
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
                refusal(id.toString(), refused),
                new Excerpt(location, 1, location.line(), List.of()),
                cause);
    }

    /** The same at the template line of the field that the API server complains about. */
    DeployFailedException in(List<Resource> resources) {
        if (!(getCause() instanceof KubeApiException refused)) {
            return this;
        }
        return resources.stream()
                .filter(candidate -> candidate.id().toString().equals(resource))
                .findFirst()
                .map(defined -> new DeployFailedException(
                        resource, refusal(resource, refused), defined.excerpt(refused), refused))
                .orElse(this);
    }

    private static String refusal(String resource, KubeApiException refused) {
        return "the API server refused " + resource + " (" + refused.code() + "): " + refused.serverMessage();
    }

    /** {@code Kind/name}. */
    public String resource() {
        return resource;
    }
}
