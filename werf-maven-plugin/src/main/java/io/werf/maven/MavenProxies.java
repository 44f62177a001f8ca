package io.werf.maven;

import io.werf.core.net.Proxies;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.settings.Proxy;

/** The active proxies of Maven's {@code settings.xml}: the one of the server's protocol, else any, which serves both. */
final class MavenProxies implements Proxies {

    private final List<Proxy> proxies;

    /** @param proxies with passwords in the clear */
    MavenProxies(List<Proxy> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    @Override
    public Optional<URI> before(URI server) {
        return proxies.stream()
                .filter(Proxy::isActive)
                .reduce((one, other) -> other.getProtocol().equalsIgnoreCase(server.getScheme())
                                && !one.getProtocol().equalsIgnoreCase(server.getScheme())
                        ? other
                        : one)
                .filter(proxy -> !Proxies.isLocal(server) && !excludes(proxy, String.valueOf(server.getHost())))
                .map(MavenProxies::address);
    }

    /** Names separated by {@code |}, in which {@code *} stands for any text. */
    private static boolean excludes(Proxy proxy, String host) {
        String names = proxy.getNonProxyHosts() == null ? "" : proxy.getNonProxyHosts();
        return Arrays.stream(names.split("[|,]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> Arrays.stream(name.toLowerCase(Locale.ROOT).split("\\*", -1))
                        .map(Pattern::quote)
                        .collect(Collectors.joining(".*")))
                .anyMatch(host.toLowerCase(Locale.ROOT)::matches);
    }

    private static URI address(Proxy proxy) {
        String user = proxy.getUsername() == null || proxy.getUsername().isEmpty()
                ? null
                : proxy.getUsername() + ":" + (proxy.getPassword() == null ? "" : proxy.getPassword());
        try {
            return new URI("http", user, proxy.getHost(), proxy.getPort(), null, null, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("the proxy " + proxy.getHost() + " of settings.xml is no host", e);
        }
    }
}
