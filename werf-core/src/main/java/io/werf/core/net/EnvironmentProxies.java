package io.werf.core.net;

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
final class EnvironmentProxies implements Proxies {

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

    private final Map<String, String> environment;

    EnvironmentProxies(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** None for this machine, nor for what {@code NO_PROXY} names. */
    @Override
    public Optional<URI> before(URI server) {
        String host = server.getHost() == null ? "" : server.getHost().replaceAll("[\\[\\]]", "");
        String name = "https".equals(server.getScheme()) ? "HTTPS_PROXY" : "HTTP_PROXY";
        if (Proxies.isLocal(server)
                || Arrays.stream(variable("NO_PROXY").split(",")).anyMatch(rule -> excludes(rule, host))) {
            return Optional.empty();
        }
        String proxy = variable(name);
        return proxy.isEmpty() ? Optional.empty() : Optional.of(address(name, proxy));
    }

    private static URI address(String name, String proxy) {
        try {
            URI address = new URI(proxy.contains("://") ? proxy : "http://" + proxy);
            if (Proxies.isUsable(address)) {
                return address;
            }
        } catch (URISyntaxException e) {
            // the same as one of another form
        }
        throw new ProxyAddressException(name);
    }

    private String variable(String name) {
        return Stream.of(name, name.toLowerCase(Locale.ROOT))
                .map(spelling -> environment.getOrDefault(spelling, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .orElse("");
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
