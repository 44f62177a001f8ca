package io.werf.core.kube;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The proxies that the environment names, by the rules of kubectl, which are those of Go. */
final class Proxies {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private final Map<String, String> environment;

    Proxies(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * The proxy for a server; none for this machine, nor for what {@code NO_PROXY} names.
     *
     * @throws KubeConnectionException if the variable has no address of a proxy
     */
    Optional<HttpProxy> before(URI server) {
        String host = server.getHost() == null ? "" : server.getHost().replaceAll("[\\[\\]]", "");
        String name = "https".equals(server.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
        if (isLocal(host) || Arrays.stream(variable("NO_PROXY").split(",")).anyMatch(rule -> excludes(rule, host))) {
            return Optional.empty();
        }
        String proxy = variable(name);
        if (proxy.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(HttpProxy.of(new URI(proxy.contains("://") ? proxy : "http://" + proxy)));
        } catch (URISyntaxException e) {
            throw new KubeConnectionException("", "the variable " + name + " is no URL", null);
        } catch (IllegalArgumentException e) {
            throw new KubeConnectionException("", "the variable " + name + ": " + e.getMessage(), null);
        }
    }

    private String variable(String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .map(spelling -> environment.getOrDefault(spelling, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost")
                || (ADDRESS.matcher(host).matches() && address(host).isLoopbackAddress());
    }

    /** A rule is {@code *}, an address, a range of addresses, or a domain with all that is below it. */
    private static boolean excludes(String rule, String host) {
        String wanted = rule.strip().toLowerCase(Locale.ROOT);
        if (wanted.isEmpty()) {
            return false;
        }
        if (wanted.equals("*") || wanted.equals(host)) {
            return true;
        }
        int slash = wanted.indexOf('/');
        if (slash > 0) {
            return ADDRESS.matcher(host).matches()
                    && ADDRESS.matcher(wanted.substring(0, slash)).matches()
                    && wanted.substring(slash + 1).matches("\\d{1,3}")
                    && isWithin(address(host), address(wanted.substring(0, slash)), wanted.substring(slash + 1));
        }
        String domain = wanted.startsWith("*.") ? wanted.substring(1) : wanted.startsWith(".") ? wanted : "." + wanted;
        return host.toLowerCase(Locale.ROOT).endsWith(domain);
    }

    private static boolean isWithin(InetAddress host, InetAddress range, String bits) {
        byte[] one = host.getAddress();
        byte[] other = range.getAddress();
        int shift = one.length * 8 - Integer.parseInt(bits);
        return one.length == other.length
                && shift >= 0
                && new BigInteger(1, one).shiftRight(shift).equals(new BigInteger(1, other).shiftRight(shift));
    }

    /** Of digits only, so nothing is looked up. */
    private static InetAddress address(String digits) {
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            return InetAddress.getLoopbackAddress(); // such as 1.2.3.4.5, to which no proxy leads either
        }
    }
}
