package io.werf.core.kube;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to the API server.
 *
 * @param verb the API verb, for errors
 * @param target what it is done to, for errors
 * @param path with a leading slash, encoded
 * @param body JSON, or null when there is none
 * @param repeatable whether sending it twice does the same as once
 */
record Call(
        String method,
        String verb,
        String target,
        String path,
        Map<String, String> query,
        String accept,
        String contentType,
        @Nullable String body,
        boolean repeatable) {

    static final String JSON = "application/json";

    static Call get(String verb, String target, String path) {
        return new Call("GET", verb, target, path, Map.of(), JSON, "", null, true);
    }

    static Call write(
            String method, String verb, String target, String path, String contentType, @Nullable String body) {
        return new Call(method, verb, target, path, Map.of(), JSON, contentType, body, !method.equals("POST"));
    }

    /** Whether it asks which kinds a group has: {@code /apis/GROUP/VERSION}. */
    boolean isDiscovery() {
        return path.startsWith("/apis/") && path.chars().filter(c -> c == '/').count() <= 3;
    }

    Call accepting(String types) {
        return new Call(method, verb, target, path, query, types, contentType, body, repeatable);
    }

    /** With a query parameter more; an empty value leaves it out. */
    Call with(String name, String value) {
        if (value.isEmpty()) {
            return this;
        }
        Map<String, String> more = new LinkedHashMap<>(query);
        more.put(name, value);
        return new Call(method, verb, target, path, more, accept, contentType, body, repeatable);
    }

    /** Path and query as they go over the wire. */
    String pathAndQuery() {
        StringBuilder all = new StringBuilder(path);
        char separator = '?';
        for (Map.Entry<String, String> parameter : query.entrySet()) {
            all.append(separator).append(parameter.getKey()).append('=').append(encode(parameter.getValue()));
            separator = '&';
        }
        return all.toString();
    }

    /** Percent-encodes a path segment or a query value, so that no name can leave its place in the URL. */
    static String encode(String text) {
        if (text.equals(".") || text.equals("..")) {
            return text.replace(".", "%2E");
        }
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
