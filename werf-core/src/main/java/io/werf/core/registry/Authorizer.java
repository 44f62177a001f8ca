package io.werf.core.registry;

import io.werf.core.registry.CredentialStore.Lookup;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Knows how each registry wants to be asked. A registry for which there are credentials is asked once ({@code GET /v2/})
 * how it wants them, so that the requests of a run need not each be refused first; the others are asked nothing.
 */
final class Authorizer {

    private final RegistrySettings settings;
    private final CredentialStore store;
    private final Connections connections;
    private final TokenService tokens;
    private final Executor executor;
    private final SingleFlight<String, Lookup> lookups = new SingleFlight<>();
    private final SingleFlight<String, Challenge> challenges = new SingleFlight<>();

    Authorizer(
            RegistrySettings settings,
            CredentialStore store,
            Connections connections,
            TokenService tokens,
            Executor executor) {
        this.settings = settings;
        this.store = store;
        this.connections = connections;
        this.tokens = tokens;
        this.executor = executor;
    }

    /** The Authorization to send at first; empty when none seems to be wanted. */
    CompletableFuture<Optional<String>> authorize(Access access) {
        return lookup(access)
                .thenCompose(lookup -> challenges
                        .get(access.host(), () -> ask(access, lookup))
                        .thenCompose(challenge -> meet(access, challenge, lookup)));
    }

    /** The Authorization to send after a 401. Fails when there is no better one than before. */
    CompletableFuture<String> challenged(Access access, HttpResponse<Body> response, Optional<String> before) {
        Optional<Challenge> challenge = Challenge.parse(response.headers().allValues("WWW-Authenticate"));
        if (challenge.isEmpty()) {
            return CompletableFuture.failedFuture(refused(access, 401, response.body()));
        }
        challenges.put(access.host(), challenge.get());
        before.ifPresent(authorization -> tokens.forget(access, authorization));
        return lookup(access)
                .thenCompose(lookup -> meet(access, challenge.get(), lookup))
                .thenApply(after -> after.filter(better -> !Optional.of(better).equals(before))
                        .orElseThrow(() -> refused(access, 401, response.body())));
    }

    /** The error for a registry that does not let us in. */
    RegistryRefusedException refused(Access access, int code, Body answer) {
        return refused(access, code, String.join("; ", answer.errors()), trail(access.host()));
    }

    private List<String> trail(String host) {
        return lookups.known(host).map(Lookup::trail).orElse(List.of());
    }

    private static RegistryRefusedException refused(Access access, int code, String answer, List<String> trail) {
        return new RegistryRefusedException(
                access.host(), access.repository().toString(), access.doing(), code, answer, trail);
    }

    private CompletableFuture<Lookup> lookup(Access access) {
        return lookups.get(
                access.host(), () -> CompletableFuture.supplyAsync(() -> store.find(access.host()), executor));
    }

    private CompletableFuture<Challenge> ask(Access access, Lookup lookup) {
        if (lookup.credentials().isEmpty()) {
            return CompletableFuture.completedFuture(new Challenge.Open());
        }
        URI uri = Hosts.api(settings, access.host());
        HttpRequest ping =
                HttpRequest.newBuilder(uri).timeout(Endpoint.PATIENCE).build();
        return connections
                .send(ping, Body.bounded())
                .thenApply(response -> response.statusCode() == 401
                        ? Challenge.parse(response.headers().allValues("WWW-Authenticate"))
                                .orElseGet(Challenge.Open::new)
                        : new Challenge.Open())
                .exceptionally(failure -> {
                    Throwable cause = Retries.cause(failure);
                    if (cause instanceof IOException) {
                        throw new RegistryUnreachableException(
                                access.host(), access.repository().toString(), access.doing(), cause);
                    }
                    throw new CompletionException(cause);
                });
    }

    private CompletableFuture<Optional<String>> meet(Access access, Challenge challenge, Lookup lookup) {
        if (challenge instanceof Challenge.Bearer bearer) {
            return tokens.authorization(access, bearer, lookup).thenApply(Optional::of);
        }
        if (challenge instanceof Challenge.Basic && lookup.credentials().isPresent()) {
            if (!Hosts.maySendSecrets(Hosts.api(settings, access.host()))) {
                List<String> trail = new ArrayList<>(lookup.trail());
                trail.add("not sent, because they would go over plain HTTP");
                return CompletableFuture.failedFuture(refused(access, 401, "", trail));
            }
            return CompletableFuture.completedFuture(lookup.credentials().map(Credentials::basic));
        }
        return CompletableFuture.completedFuture(Optional.empty());
    }
}
