package io.werf.core.template.functions;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** URLs, in parts and whole. */
final class UrlFunctions {

    private static final Pattern URL = Pattern.compile("(?:([A-Za-z][A-Za-z0-9+.-]*):)?(.*)", Pattern.DOTALL);

    private UrlFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "urlParse" -> parse(a.string(0));
            case "urlJoin" -> join(a);
            default -> throw new IllegalStateException(a.name());
        };
    }

    private static Map<String, Object> parse(String url) {
        if (url.chars().anyMatch(c -> c < ' ' || c == 0x7F)) {
            throw FunctionException.ofArgument(
                    0,
                    "unable to parse url: parse " + GoFormat.quote(url)
                            + ": net/url: invalid control character in URL");
        }
        int hash = url.indexOf('#');
        String fragment = hash < 0 ? "" : url.substring(hash + 1);
        Matcher matcher = URL.matcher(hash < 0 ? url : url.substring(0, hash));
        boolean matched = matcher.matches();
        String scheme = matched && matcher.group(1) != null ? matcher.group(1).toLowerCase(java.util.Locale.ROOT) : "";
        String rest = matched ? matcher.group(2) : url;
        int question = rest.indexOf('?');
        String query = question < 0 ? "" : rest.substring(question + 1);
        rest = question < 0 ? rest : rest.substring(0, question);
        String authority = "";
        String opaque = "";
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
            rest = slash < 0 ? "" : rest.substring(slash);
        } else if (!scheme.isEmpty() && !rest.startsWith("/")) {
            opaque = rest;
            rest = "";
        }
        int at = authority.lastIndexOf('@');
        String host = authority.substring(at + 1);
        Map<String, Object> parts = new LinkedHashMap<>();
        parts.put("scheme", scheme);
        parts.put("host", host);
        parts.put("hostname", hostname(host));
        parts.put("path", decoded(rest));
        parts.put("query", query);
        parts.put("opaque", opaque);
        parts.put("fragment", decoded(fragment));
        parts.put("userinfo", at < 0 ? "" : authority.substring(0, at));
        return parts;
    }

    private static String hostname(String host) {
        if (host.startsWith("[")) {
            int close = host.indexOf(']');
            return close < 0 ? host : host.substring(1, close);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw FunctionException.ofArgument(0, "unable to parse url: invalid URL escape in " + GoFormat.quote(text));
        }
    }

    private static String join(Arguments arguments) {
        Map<String, Object> parts = arguments.map(0);
        String scheme = part(parts, "scheme");
        String opaque = part(parts, "opaque");
        String query = part(parts, "query");
        String fragment = part(parts, "fragment");
        StringBuilder url = new StringBuilder(scheme.isEmpty() ? "" : scheme + ":");
        if (!opaque.isEmpty()) {
            url.append(opaque);
        } else {
            String host = part(parts, "host");
            String user = part(parts, "userinfo");
            String path = part(parts, "path");
            if (!scheme.isEmpty() || !host.isEmpty() || !user.isEmpty()) {
                url.append(host.isEmpty() && path.isEmpty() && user.isEmpty() ? "" : "//");
            }
            url.append(user.isEmpty() ? "" : user + "@").append(host);
            url.append(!path.isEmpty() && !path.startsWith("/") && !host.isEmpty() ? "/" : "");
            url.append(encoded(path));
        }
        url.append(query.isEmpty() ? "" : "?" + query);
        return url.append(fragment.isEmpty() ? "" : "#" + encoded(fragment)).toString();
    }

    private static String part(Map<String, Object> parts, String name) {
        Object value = parts.get(name);
        if (value != null && !(value instanceof String)) {
            throw FunctionException.ofArgument(
                    0,
                    "unable to parse " + name + " key, must be of type string, but " + GoTypes.kind(value) + " found");
        }
        return value == null ? "" : (String) value;
    }

    private static String encoded(String text) {
        StringBuilder out = new StringBuilder();
        for (byte b : GoStrings.bytes(text)) {
            char c = (char) (b & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "-_.~$&+,/:;=@!*'()".indexOf(c) >= 0);
            out.append(plain ? String.valueOf(c) : String.format("%%%02X", (int) c));
        }
        return out.toString();
    }
}
