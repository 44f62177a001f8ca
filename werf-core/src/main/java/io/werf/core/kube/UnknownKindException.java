package io.werf.core.kube;

import io.werf.core.error.WerfException;

/** The cluster serves no such kind. */
public final class UnknownKindException extends WerfException {

    private final String apiVersion;
    private final String kind;

    /** @param server URL of the API server that was asked */
    public UnknownKindException(String apiVersion, String kind, String server) {
        super("the cluster at " + server + " knows no kind \"" + kind + "\" in " + apiVersion);
        this.apiVersion = apiVersion;
        this.kind = kind;
    }

    /** {@code group/version}. */
    public String apiVersion() {
        return apiVersion;
    }

    /** The kind. */
    public String kind() {
        return kind;
    }
}
