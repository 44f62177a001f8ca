package io.werf.core.net;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which proxy is on the way to a server. Thread-safe. */
@FunctionalInterface
public interface Proxies {

    /**
     * The proxy for a server.
     *
     * @throws ProxyAddressException if the environment names one of another form
     * @return of the form {@code http://[USER:PASSWORD@]HOST[:PORT]}; empty when the server is spoken to directly
     */
    Optional<URI> before(URI server);

    /** None at all. */
    static Proxies none() {
        return server -> Optional.empty();
    }

    /**
     * Those that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, by the rules of Go's programs: docker, kubectl,
     * helm.
     */
    static Proxies ofEnvironment(Map<String, String> environment) {
        return new EnvironmentProxies(environment);
    }

    /**
     * The same for every server.
     *
     * @throws IllegalArgumentException if it is not of the right form
     */
    static Proxies always(URI proxy) {
        address(proxy);
        return server -> Optional.of(proxy);
    }

    /** Makes a client use them. It fails with {@link IllegalArgumentException} when a proxy is not of the right form. */
    default void use(HttpClient.Builder client) {
        client.proxy(new ProxySelector() {
            @Override
            public List<Proxy> select(URI server) {
                return List.of(before(server)
                        .map(proxy -> new Proxy(Proxy.Type.HTTP, address(proxy)))
                        .orElse(Proxy.NO_PROXY));
            }

            @Override
            public void connectFailed(URI server, SocketAddress proxy, IOException failure) {
                // whoever sent the request is told
            }
        });
    }

    /** Whether a server is this machine, which no proxy leads to. */
    static boolean isLocal(URI server) {
        String host = server.getHost() == null ? "" : server.getHost();
        return host.equals("localhost") || host.equals("[::1]") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** A proxy without its user. */
    static String shown(URI proxy) {
        return proxy.getScheme() + "://" + proxy.getHost() + (proxy.getPort() < 0 ? "" : ":" + proxy.getPort());
    }

    /** The request with the login that the proxy's address has; a client's authenticator would take over what servers answer, too. */
    static HttpRequest introduced(HttpRequest request, URI proxy) {
        return proxy.getUserInfo() == null
                ? request
                : HttpRequest.newBuilder(request, (name, value) -> true)
                        .setHeader("Proxy-Authorization", authorization(proxy.getUserInfo()))
                        .build();
    }

    /** The header for a proxy that wants a user. */
    static String authorization(String userInfo) {
        return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it is of the right form. */
    static boolean isUsable(URI proxy) {
        return "http".equals(proxy.getScheme()) && proxy.getHost() != null;
    }

    private static InetSocketAddress address(URI proxy) {
        if (!isUsable(proxy)) {
            throw new IllegalArgumentException("only proxies of the form http://HOST:PORT can be used");
        }
        return InetSocketAddress.createUnresolved(proxy.getHost(), proxy.getPort() < 0 ? 80 : proxy.getPort());
    }
}
