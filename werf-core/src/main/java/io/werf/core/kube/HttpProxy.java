package io.werf.core.kube;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** An HTTP proxy on the way to an API server. */
record HttpProxy(String host, int port, Optional<String> user) {

    /** @throws IllegalArgumentException if it is of another kind; never shows the address, which may have a password in it */
    static HttpProxy of(URI address) {
        if (!"http".equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("only proxies of the form http://HOST:PORT can be used");
        }
        return new HttpProxy(
                address.getHost(),
                address.getPort() < 0 ? 80 : address.getPort(),
                Optional.ofNullable(address.getUserInfo()));
    }

    void use(HttpClient.Builder builder) {
        builder.proxy(ProxySelector.of(InetSocketAddress.createUnresolved(host, port)));
    }

    /**
     * The header {@code Proxy-Authorization}, which the JDK's client sends to nobody but the proxy. (An authenticator of that client
     * would be asked by the server behind it, too, and fail on a 401 that does not say how.)
     */
    Optional<String> authorization() {
        return user.map(login -> login.contains(":") ? login : login + ":")
                .map(login -> "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)));
    }

    /** Without the login. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
