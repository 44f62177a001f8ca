package io.werf.core.plan;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeApiException;
import java.util.List;

/** A field changes that Kubernetes does not let change, and nothing allows to re-create the object. Nothing was written. */
public final class ImmutableFieldException extends WerfException {

    private final String resource;
    private final List<String> fields;

    ImmutableFieldException(Resource resource, KubeApiException cause) {
        super(
                resource.id() + ": " + (cause.fields().isEmpty() ? "a field" : String.join(", ", cause.fields()))
                        + " cannot be changed: " + cause.serverMessage(),
                resource.excerpt(cause),
                cause);
        this.resource = resource.id().toString();
        this.fields = cause.fields();
    }

    /** {@code Kind/name}. */
    public String resource() {
        return resource;
    }

    /** Paths of the fields, as the server gave them. */
    public List<String> fields() {
        return fields;
    }
}
