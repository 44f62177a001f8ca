package io.werf.core.kube;

import io.werf.core.error.WerfException;
import org.jspecify.annotations.Nullable;

/** There is no usable connection to a cluster: no or broken kubeconfig, unknown context, host not reached, TLS refused. */
public final class KubeConnectionException extends WerfException {

    private final String server;

    /** @param server URL of the API server, or {@code ""} when not even that is known */
    public KubeConnectionException(String server, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.server = server;
    }

    /** URL of the API server, or {@code ""}. */
    public String server() {
        return server;
    }
}
