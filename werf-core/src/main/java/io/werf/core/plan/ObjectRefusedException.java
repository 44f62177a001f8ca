package io.werf.core.plan;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeApiException;

/** The API server says in a dry run that it will not take an object of the chart. Nothing was written. */
public final class ObjectRefusedException extends WerfException {

    ObjectRefusedException(Resource resource, KubeApiException cause) {
        super(
                "the API server refuses " + resource.id() + " (" + cause.code() + "): " + cause.serverMessage(),
                resource.excerpt(cause),
                cause);
    }
}
