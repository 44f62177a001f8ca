package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the API of a vendor answered.
 *
 * @param status HTTP status
 * @param json the body, see {@link Tree}; null when there is none or it is no JSON
 * @param problems what the body says about an error
 */
public record VendorAnswer(
        int status, HttpHeaders headers, @Nullable Object json, List<String> problems) {

    /** Each vendor has its own word for what went wrong. */
    private static final List<String> MESSAGES = List.of("message", "detail", "error_message");

    static VendorAnswer of(HttpResponse<Body> response) {
        Object json = json(response.body());
        List<String> said = MESSAGES.stream()
                .flatMap(key -> Tree.string(json, key).stream())
                .limit(1)
                .toList();
        return new VendorAnswer(
                response.statusCode(),
                response.headers(),
                json,
                said.isEmpty() ? response.body().errors() : said);
    }

    private static @Nullable Object json(Body body) {
        try {
            return Json.read(body.inMemory());
        } catch (JsonException e) {
            return null;
        }
    }

    /** The first of the headers that is there. */
    public Optional<String> header(String... names) {
        return Stream.of(names)
                .flatMap(name -> headers.firstValue(name).stream())
                .findFirst();
    }
}
