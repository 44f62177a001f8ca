package io.werf.core.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** Calls endpoints: authorization, repetition, errors. */
final class RegistryHttp {

    private final RegistrySettings settings;
    private final Connections connections;
    private final Authorizer authorizer;
    private final Retries retries;
    private final Clock clock;

    RegistryHttp(
            RegistrySettings settings, Connections connections, Authorizer authorizer, Retries retries, Clock clock) {
        this.settings = settings;
        this.connections = connections;
        this.authorizer = authorizer;
        this.retries = retries;
        this.clock = clock;
    }

    /** Calls an endpoint; the future fails with the exceptions of this room only. */
    <T> CompletableFuture<T> call(Endpoint<T> endpoint) {
        return endpoint.repeatable() ? retries.run(() -> once(endpoint)) : once(endpoint);
    }

    private <T> CompletableFuture<T> once(Endpoint<T> endpoint) {
        Repository repository = endpoint.repository();
        URI base = Hosts.api(settings, repository.registry()).resolve(repository.path() + "/");
        HttpRequest.Builder request = endpoint.request(base).setHeader("User-Agent", "werf-java");
        URI origin = base.resolve("/");
        // An upload may be sent on to another host: nobody but the registry itself gets what it gave us.
        if (!Hosts.sameOrigin(origin, request.build().uri())) {
            return send(endpoint, request, null).thenApply(response -> read(endpoint, response));
        }
        Access access = new Access(endpoint);
        return authorizer
                .authorize(access)
                .thenCompose(first -> send(endpoint, request, first.orElse(null))
                        .thenCompose(response -> response.statusCode() != 401
                                ? CompletableFuture.completedFuture(response)
                                : authorizer
                                        .challenged(access, response, first)
                                        .thenCompose(second -> send(endpoint, request, second))))
                .thenApply(response -> read(endpoint, response));
    }

    private CompletableFuture<HttpResponse<Body>> send(
            Endpoint<?> endpoint, HttpRequest.Builder request, @Nullable String authorization) {
        if (authorization != null) {
            request.setHeader("Authorization", authorization);
        }
        HttpRequest built = request.build();
        return connections.send(built, endpoint.body()).exceptionally(failure -> {
            Throwable cause = Retries.cause(failure);
            if (cause instanceof IOException) {
                throw new RegistryUnreachableException(
                        built.uri().getAuthority(), endpoint.repository().toString(), endpoint.doing(), cause);
            }
            throw new CompletionException(cause);
        });
    }

    private <T> T read(Endpoint<T> endpoint, HttpResponse<Body> response) {
        int code = response.statusCode();
        if (endpoint.accepts(code)) {
            return endpoint.answer(response);
        }
        Repository repository = endpoint.repository();
        if (code == 401 || code == 403) {
            throw authorizer.refused(new Access(endpoint), code, response.body());
        }
        throw new RegistryErrorException(
                repository.registry(),
                repository.toString(),
                endpoint.doing(),
                code,
                response.body().errors(),
                RetryAfter.of(response.headers(), clock).orElse(null));
    }
}
