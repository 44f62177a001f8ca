package io.werf.core.registry;

import java.net.URI;

/** Facts about hosts. */
final class Hosts {

    private Hosts() {}

    /** Whether what is sent to a host, given with or without a port, stays on this machine. */
    static boolean isLoopback(String hostAndPort) {
        String host = hostAndPort.startsWith("[")
                ? hostAndPort.substring(1, Math.max(1, hostAndPort.indexOf(']')))
                : hostAndPort.replaceFirst(":[0-9]*$", "");
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** Whether a secret may be sent there: by TLS to anyone, without it only to this machine. */
    static boolean maySendSecrets(URI uri) {
        return "https".equals(uri.getScheme()) || isLoopback(uri.getAuthority());
    }

    /** Scheme, host and port are the same. */
    static boolean sameOrigin(URI one, URI other) {
        return String.valueOf(one.getScheme()).equalsIgnoreCase(other.getScheme())
                && String.valueOf(one.getAuthority()).equalsIgnoreCase(other.getAuthority());
    }

    /** Where the API of a registry is. */
    static URI api(RegistrySettings settings, String registry) {
        String host = registry.equals("index.docker.io") ? "registry-1.docker.io" : registry;
        return URI.create((settings.isPlainHttp(registry) ? "http://" : "https://") + host + "/v2/");
    }
}
