package io.werf.core.registry;

import io.werf.core.error.WerfException;

/** No answer from a registry (or its token service), or none that could be understood. */
public final class RegistryUnreachableException extends WerfException {

    private final String host;
    private final String repository;
    private final String doing;

    RegistryUnreachableException(String host, String repository, String doing, Throwable cause) {
        super("cannot reach " + host + " while " + doing + " in " + repository + ": " + explain(cause), cause);
        this.host = host;
        this.repository = repository;
        this.doing = doing;
    }

    static String explain(Throwable cause) {
        String message = cause.getMessage();
        String kind = cause.getClass().getSimpleName();
        if (cause instanceof java.nio.channels.UnresolvedAddressException
                || cause.getCause() instanceof java.nio.channels.UnresolvedAddressException) {
            return "unknown host";
        }
        if (cause instanceof java.net.ConnectException && message == null) {
            return "connection refused";
        }
        return message == null ? kind : message;
    }

    /** The host that did not answer, with its port. */
    public String host() {
        return host;
    }

    /** The repository as users write it. */
    public String repository() {
        return repository;
    }

    /** What was being done, for example {@code asking for manifest 9d1f}. */
    public String doing() {
        return doing;
    }
}
