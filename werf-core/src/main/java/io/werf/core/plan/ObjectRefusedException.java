package io.werf.core.plan;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeApiException;
import java.util.List;

/** The API server says in a dry run that it will not take an object of the chart. Nothing was written. */
public final class ObjectRefusedException extends WerfException {

    private final List<String> foreignFields;

    ObjectRefusedException(Resource resource, List<String> foreignFields, KubeApiException cause) {
        super(
                "the API server refuses " + resource.id() + " (" + cause.code() + "): " + cause.serverMessage()
                        + (foreignFields.isEmpty()
                                ? ""
                                : "; the live object has there what others manage and an apply leaves alone: "
                                        + String.join(", ", foreignFields)),
                resource.excerpt(cause),
                cause);
        this.foreignFields = List.copyOf(foreignFields);
    }

    /** What others manage in the live object beside that which is refused: {@code spec.ports[port=81] (kubectl-patch)}. */
    public List<String> foreignFields() {
        return foreignFields;
    }
}
