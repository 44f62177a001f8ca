package io.werf.core.kube;

import io.werf.core.error.WerfException;

/** The proxy before a cluster wants a login: none was given, it is a wrong one, or the JVM does not send it. */
public final class ProxyLoginException extends WerfException {

    private final String proxy;

    /** @param proxy its host and port */
    ProxyLoginException(String proxy, String doing) {
        super("the proxy " + proxy + " wants another login (407) " + doing);
        this.proxy = proxy;
    }

    /** Host and port. */
    public String proxy() {
        return proxy;
    }
}
