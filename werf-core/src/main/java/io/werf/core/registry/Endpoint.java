package io.werf.core.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/**
 * One endpoint of the OCI distribution API with its arguments: the request, which answers are good, and what they mean.
 *
 * @param <T> what the answer means
 */
interface Endpoint<T> {

    /** How long an answer to a request without a large body may take. */
    Duration PATIENCE = Duration.ofSeconds(60);

    Repository repository();

    /** For errors: "asking for manifest x". */
    String doing();

    /** What a token must allow: {@code pull} or {@code pull,push}. */
    default String actions() {
        return "pull";
    }

    /** Other repositories that must be readable with the same token. */
    default List<Repository> alsoReads() {
        return List.of();
    }

    /** @param base the repository's address, {@code https://host/v2/path/} */
    HttpRequest.Builder request(URI base);

    default HttpResponse.BodyHandler<Body> body() {
        return Body.bounded();
    }

    /** Whether {@link #answer} knows what to do with the status. */
    boolean accepts(int status);

    /** Called only for accepted answers. */
    T answer(HttpResponse<Body> response);

    /** Whether the same request may be sent again after a failure. */
    default boolean repeatable() {
        return true;
    }

    /** An answer that the protocol does not allow. */
    default RegistryErrorException nonsense(HttpResponse<?> response, String problem) {
        return new RegistryErrorException(
                repository().registry(),
                repository().toString(),
                doing(),
                response.statusCode(),
                List.of(problem),
                null);
    }
}
