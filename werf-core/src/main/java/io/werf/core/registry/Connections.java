package io.werf.core.registry;

import io.werf.core.net.Proxies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends requests. One HTTP client per trust setting, so that connections are used again. */
final class Connections {

    private static final int MOST_REDIRECTS = 5;
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(15);

    private final RegistrySettings settings;
    private final Executor executor;
    private final HttpClient common;
    private final Map<String, HttpClient> special = new ConcurrentHashMap<>();

    Connections(RegistrySettings settings, Executor executor) {
        this.settings = settings;
        this.executor = executor;
        this.common = builder().build();
    }

    private HttpClient.Builder builder() {
        // HTTP/1.1: with the default, each first plain request carries an upgrade to h2c, which proxies answer wrongly.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_PATIENCE)
                .executor(executor);
        settings.proxies().use(builder);
        return builder;
    }

    private HttpClient clientFor(String host) {
        HttpClient known = special.get(host);
        if (known != null) {
            return known;
        }
        return Certificates.contextFor(settings, host)
                .map(tls -> special.computeIfAbsent(
                        host, h -> builder().sslContext(tls).build()))
                .orElse(common);
    }

    /**
     * Sends a request and follows redirects of GET and HEAD. Another host than the first never sees the Authorization.
     *
     * @return fails with an {@link IOException}
     */
    CompletableFuture<HttpResponse<Body>> send(HttpRequest request, HttpResponse.BodyHandler<Body> handler) {
        return send(request, handler, MOST_REDIRECTS);
    }

    private CompletableFuture<HttpResponse<Body>> send(
            HttpRequest request, HttpResponse.BodyHandler<Body> handler, int redirects) {
        return whole(request, once(request, handler))
                .thenCompose(response -> isRedirect(request, response)
                        ? follow(request, response, handler, redirects)
                        : CompletableFuture.completedFuture(response));
    }

    private CompletableFuture<HttpResponse<Body>> once(HttpRequest request, HttpResponse.BodyHandler<Body> handler) {
        HttpClient client = clientFor(request.uri().getAuthority());
        Optional<URI> proxy = settings.proxies().before(request.uri());
        if (proxy.isEmpty()) {
            return client.sendAsync(request, handler);
        }
        try {
            return client.sendAsync(Proxies.introduced(request, proxy.get()), handler)
                    .exceptionallyCompose(failure -> failed("through the proxy " + Proxies.shown(proxy.get()) + ": "
                            + RegistryUnreachableException.explain(Retries.cause(failure))));
        } catch (IllegalArgumentException e) {
            return failed("through the proxy " + Proxies.shown(proxy.get()) + ": " + e.getMessage());
        }
    }

    /** The client's own limit ends with the headers: what is kept in memory must come within it, too. */
    private static CompletableFuture<HttpResponse<Body>> whole(
            HttpRequest request, CompletableFuture<HttpResponse<Body>> sent) {
        Duration limit = request.timeout().orElse(Endpoint.PATIENCE);
        return sent.copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionallyCompose(failure -> {
            Throwable cause = Retries.cause(failure);
            if (!(cause instanceof TimeoutException)) {
                return CompletableFuture.failedFuture(cause);
            }
            sent.cancel(true);
            return failed("no whole answer within " + Math.max(1, limit.toSeconds()) + " s");
        });
    }

    private static boolean isRedirect(HttpRequest request, HttpResponse<?> response) {
        return switch (response.statusCode()) {
            case 301, 302, 303, 307, 308 ->
                (request.method().equals("GET") || request.method().equals("HEAD"))
                        && response.headers().firstValue("Location").isPresent();
            default -> false;
        };
    }

    private CompletableFuture<HttpResponse<Body>> follow(
            HttpRequest request, HttpResponse<?> response, HttpResponse.BodyHandler<Body> handler, int redirects) {
        if (redirects == 0) {
            return failed("more than " + MOST_REDIRECTS + " redirects");
        }
        String location = response.headers().firstValue("Location").orElse("");
        URI target;
        try {
            target = request.uri().resolve(location);
        } catch (IllegalArgumentException e) {
            return failed("a redirect to \"" + location + "\", which is no address");
        }
        if (target.getHost() == null) {
            return failed("a redirect to \"" + location + "\", which is no address");
        }
        if (!"https".equals(target.getScheme())
                && !target.getScheme().equals(request.uri().getScheme())) {
            return failed("a redirect from TLS to " + target.getScheme() + " at " + target.getAuthority());
        }
        boolean sameOrigin = Hosts.sameOrigin(request.uri(), target);
        HttpRequest next = HttpRequest.newBuilder(
                        request, (name, value) -> sameOrigin || !name.equalsIgnoreCase("Authorization"))
                .uri(target)
                .build();
        return send(next, handler, redirects - 1);
    }

    private static <T> CompletableFuture<T> failed(String problem) {
        return CompletableFuture.failedFuture(new CompletionException(new IOException(problem)));
    }
}
