package io.werf.core.chart.dependency;

import io.werf.core.chart.dependency.ChartCredentials.Login;
import io.werf.core.net.Proxies;
import io.werf.core.net.TimedReading;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Gets files by HTTP. A login goes to the host that it is for and to no other, wherever that one redirects to. */
final class ChartHttp {

    private static final int MOST_REDIRECTS = 10;
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PATIENCE_WITH_CONTENT = Duration.ofMinutes(10);

    private final Proxies proxies;
    private final Duration patience;
    private final HttpClient client;

    ChartHttp(Proxies proxies) {
        this(proxies, PATIENCE_WITH_CONTENT);
    }

    /** @param patience how long the content of one file may take */
    ChartHttp(Proxies proxies, Duration patience) {
        this.proxies = proxies;
        this.patience = patience;
        HttpClient.Builder builder = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT);
        proxies.use(builder);
        this.client = builder.build();
    }

    /**
     * The content of a file.
     *
     * @param login for {@code owner}'s host only
     * @param largest bytes that it may have
     */
    byte[] get(URI file, URI owner, Optional<Login> login, int largest) {
        URI at = file;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            if (at.getHost() == null) { // the client's own error would show the login
                throw failure(
                        at, 0, "names of hosts have letters, digits, - and . only; write @ in a login as %40", null);
            }
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(at).timeout(PATIENCE).header("User-Agent", "werf-java");
            if (login.isPresent() && sameOrigin(at, owner)) {
                request.header("Authorization", basic(login.get()));
            }
            HttpResponse<InputStream> response = send(request.build());
            try (InputStream body = response.body()) {
                int code = response.statusCode();
                if (code == 200) {
                    byte[] content = TimedReading.within(patience, body, in -> in.readNBytes(largest + 1));
                    if (content.length > largest) {
                        throw failure(at, code, "it is larger than " + (largest >> 20) + " MiB", null);
                    }
                    return content;
                }
                Optional<String> next = response.headers().firstValue("Location");
                boolean redirect = code == 301 || code == 302 || code == 303 || code == 307 || code == 308;
                if (!redirect || next.isEmpty()) {
                    throw failure(at, code, "the server answered " + code, null);
                }
                at = redirected(at, next.get());
            } catch (IOException e) {
                throw failure(at, 0, reason(e), e);
            }
        }
        throw failure(file, 0, "more than " + MOST_REDIRECTS + " redirects", null);
    }

    private HttpResponse<InputStream> send(HttpRequest request) {
        Optional<URI> proxy = proxies.before(request.uri());
        String way = proxy.map(server -> "through the proxy " + Proxies.shown(server) + ": ")
                .orElse("");
        try {
            HttpRequest introduced =
                    proxy.map(server -> Proxies.introduced(request, server)).orElse(request);
            return client.send(introduced, HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | IllegalArgumentException e) {
            throw failure(request.uri(), 0, way + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while getting " + shown(request.uri()));
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? "no answer (" + e.getClass().getSimpleName() + ")" : e.getMessage();
    }

    private static URI redirected(URI from, String location) {
        URI to;
        try {
            to = from.resolve(location);
        } catch (IllegalArgumentException e) {
            throw failure(from, 0, "it redirects to an address that is none", e);
        }
        boolean downgrade = from.getScheme().equals("https") && !"https".equals(to.getScheme());
        if (downgrade || !("http".equals(to.getScheme()) || "https".equals(to.getScheme()))) {
            throw failure(from, 0, "it redirects to " + shown(to) + ", which is less safe", null);
        }
        return to;
    }

    private static ChartDownloadException failure(
            URI at, int code, String reason, @org.jspecify.annotations.Nullable Throwable cause) {
        return new ChartDownloadException(authority(at), shown(at), code, reason, cause);
    }

    /** Without a password in the address and without a query, which may have a signature. */
    private static String shown(URI uri) {
        return uri.getScheme() + "://" + authority(uri) + uri.getRawPath();
    }

    private static String authority(URI uri) {
        String authority = String.valueOf(uri.getRawAuthority());
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static boolean sameOrigin(URI a, URI b) {
        return a.getScheme().equalsIgnoreCase(b.getScheme())
                && String.valueOf(a.getHost()).equalsIgnoreCase(String.valueOf(b.getHost()))
                && port(a) == port(b);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    }

    private static String basic(Login login) {
        String text = login.user() + ":" + login.password();
        return "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
