package io.werf.core.registry;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.registry.CredentialStore.Lookup;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;

/** Fetches tokens of registries' token services, each at most once while it is valid. */
final class TokenService {

    /** What the token specification assumes when the service does not say. */
    private static final long DEFAULT_SECONDS = 60;

    private static final long MARGIN_SECONDS = 10;

    /** A run is over by then; a stranger's number may be beyond what a time can be. */
    private static final long MOST_SECONDS = 24 * 3600;

    private final Connections connections;
    private final Clock clock;
    private final SingleFlight<Key, Token> tokens = new SingleFlight<>();

    TokenService(Connections connections, Clock clock) {
        this.connections = connections;
        this.clock = clock;
    }

    private record Key(String host, String scope) {}

    private record Token(String value, Instant until) {

        String authorization() {
            return "Bearer " + value;
        }
    }

    CompletableFuture<String> authorization(Access access, Challenge.Bearer challenge, Lookup lookup) {
        Key key = new Key(access.host(), access.scope());
        return tokens.get(key, () -> fetch(access, challenge, lookup)).thenCompose(token -> {
            if (token.until().isAfter(clock.instant())) {
                return CompletableFuture.completedFuture(token.authorization());
            }
            tokens.forget(key, token::equals);
            return tokens.get(key, () -> fetch(access, challenge, lookup)).thenApply(Token::authorization);
        });
    }

    /** A token that was refused is not used again. */
    void forget(Access access, String authorization) {
        tokens.forget(
                new Key(access.host(), access.scope()),
                token -> token.authorization().equals(authorization));
    }

    private CompletableFuture<Token> fetch(Access access, Challenge.Bearer challenge, Lookup lookup) {
        URI realm = address(access, challenge);
        if (lookup.credentials().isPresent() && !Hosts.maySendSecrets(realm)) {
            List<String> trail = new ArrayList<>(lookup.trail());
            trail.add("not sent to the token service " + realm.getAuthority() + ", because that has no TLS");
            throw refused(access, 401, "", trail);
        }
        return connections
                .send(request(realm, access, challenge, lookup.credentials()), Body.bounded())
                .exceptionally(failure -> {
                    Throwable cause = Retries.cause(failure);
                    if (cause instanceof IOException) {
                        throw new RegistryUnreachableException(
                                realm.getAuthority(), access.repository().toString(), access.doing(), cause);
                    }
                    throw new CompletionException(cause);
                })
                .thenApply(response -> token(response, access, lookup));
    }

    private static URI address(Access access, Challenge.Bearer challenge) {
        try {
            URI realm = URI.create(challenge.realm());
            if (realm.getHost() != null && List.of("http", "https").contains(realm.getScheme())) {
                return realm;
            }
        } catch (IllegalArgumentException e) {
            // The same as an address without a host.
        }
        throw failure(access, 401, "its token service is \"" + challenge.realm() + "\", which is no address");
    }

    private static HttpRequest request(
            URI realm, Access access, Challenge.Bearer challenge, Optional<Credentials> credentials) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (!challenge.service().isEmpty()) {
            parameters.put("service", challenge.service());
        }
        Optional<Credentials> identity = credentials.filter(Credentials::isIdentityToken);
        if (identity.isPresent()) {
            parameters.put("scope", access.scope());
            parameters.put("grant_type", "refresh_token");
            parameters.put("client_id", "werf-java");
            parameters.put("refresh_token", identity.get().password());
            return HttpRequest.newBuilder(realm)
                    .timeout(Endpoint.PATIENCE)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(form(parameters)))
                    .build();
        }
        String scopes = access.scope()
                .lines()
                .flatMap(line -> java.util.Arrays.stream(line.split(" ")))
                .map(scope -> "scope=" + encode(scope))
                .collect(Collectors.joining("&"));
        String query = form(parameters) + (parameters.isEmpty() ? "" : "&") + scopes;
        URI uri = URI.create(realm + (realm.getRawQuery() == null ? "?" : "&") + query);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Endpoint.PATIENCE);
        credentials.ifPresent(known -> request.header("Authorization", known.basic()));
        return request.build();
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private Token token(HttpResponse<Body> response, Access access, Lookup lookup) {
        int code = response.statusCode();
        String errors = String.join("; ", response.body().errors());
        if (code == 401 || code == 403) {
            throw refused(access, code, "token service: " + errors, lookup.trail());
        }
        if (code != 200) {
            throw failure(access, code, "token service: " + errors);
        }
        try {
            Object json = Json.read(response.body().inMemory());
            String value = Tree.string(json, "token")
                    .or(() -> Tree.string(json, "access_token"))
                    .filter(text -> text.chars().allMatch(c -> c > ' ' && c < 127))
                    .orElseThrow(() -> failure(access, code, "the token service sent no token"));
            long told = Tree.integer(json, "expires_in").orElse(DEFAULT_SECONDS);
            long seconds = Math.min(MOST_SECONDS, Math.max(DEFAULT_SECONDS, told));
            return new Token(value, clock.instant().plusSeconds(seconds - MARGIN_SECONDS));
        } catch (JsonException e) {
            throw failure(access, code, "the token service sent no JSON");
        }
    }

    private static RegistryErrorException failure(Access access, int code, String problem) {
        return new RegistryErrorException(
                access.host(), access.repository().toString(), access.doing(), code, List.of(problem), null);
    }

    private static RegistryRefusedException refused(Access access, int code, String answer, List<String> trail) {
        return new RegistryRefusedException(
                access.host(), access.repository().toString(), access.doing(), code, answer, trail);
    }
}
