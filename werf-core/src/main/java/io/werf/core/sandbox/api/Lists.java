package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import io.werf.core.sandbox.http.Exchange;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Lists, in pages where the client asks for them; a page continues after the last object of the one before. */
final class Lists {

    private final ApiObjects objects;

    Lists(ApiObjects objects) {
        this.objects = objects;
    }

    Map<String, Object> list(
            Exchange exchange, Target target, Predicate<Map<String, Object>> selector, Representation representation) {
        List<Map<String, Object>> found;
        long version;
        synchronized (objects.store()) {
            found = objects.list(target.kind().resource(), target.namespace());
            version = objects.store().version();
        }
        String after = exchange.query("continue").map(Lists::decode).orElse("");
        List<Map<String, Object>> rest = found.stream()
                .filter(selector)
                .filter(object -> key(object).compareTo(after) > 0)
                .toList();
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("resourceVersion", Long.toString(version));
        int limit = exchange.query("limit")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Integer::parseInt)
                .filter(n -> n > 0)
                .orElse(Integer.MAX_VALUE);
        if (rest.size() > limit) {
            metadata.put("continue", encode(key(rest.get(limit - 1))));
            metadata.put("remainingItemCount", (long) rest.size() - limit);
            rest = rest.subList(0, limit);
        }
        return representation.list(target.kind(), rest, metadata);
    }

    // NUL sorts before everything that names may hold, so that this is the store's order.
    private static String key(Map<String, Object> object) {
        return Tree.string(object, "metadata", "namespace").orElse("")
                + '\0'
                + Tree.string(object, "metadata", "name").orElse("");
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        try {
            return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw ApiFailure.badRequest("continue key is not valid: " + token);
        }
    }
}
