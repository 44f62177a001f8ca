package io.werf.core.registry.vendor;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.registry.Answers;
import io.werf.core.registry.Credentials;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import java.net.http.HttpRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Docker Hub, tag by tag: it logs in once and again when the token has expired. */
final class DockerHubRemover implements ImageRemover {

    private final VendorApi api;
    private final Credentials credentials;
    private final Consumer<String> secret;
    private @Nullable CompletableFuture<String> token;

    /**
     * @param credentials with an empty user name the token of a login that somebody else has made
     * @param secret told each token
     */
    DockerHubRemover(VendorApi api, Credentials credentials, Consumer<String> secret) {
        this.api = api;
        this.credentials = credentials;
        this.secret = secret;
    }

    @Override
    public CompletableFuture<Void> probe() {
        return delete(EachTag.NOWHERE).thenAccept(wasThere -> {});
    }

    @Override
    public CompletableFuture<Boolean> remove(String digest, Collection<String> tags) {
        return EachTag.delete(tags, this::delete);
    }

    private CompletableFuture<Boolean> delete(String tag) {
        CompletableFuture<String> current = token();
        return current.thenCompose(known -> delete(tag, known)).exceptionallyCompose(failure -> {
            boolean expired = Answers.cause(failure) instanceof RegistryRefusedException refusal
                    && refusal.code() == 401
                    && !current.isCompletedExceptionally()
                    && !credentials.username().isEmpty();
            if (!expired) {
                return CompletableFuture.failedFuture(Answers.cause(failure));
            }
            return tokenAfter(current).thenCompose(fresh -> delete(tag, fresh));
        });
    }

    private CompletableFuture<Boolean> delete(String tag, String bearer) {
        return api.delete(
                "deleting tag " + tag,
                api.request("v2/repositories/" + api.repository().path() + "/tags/" + tag + "/")
                        .header("Authorization", "Bearer " + bearer));
    }

    private synchronized CompletableFuture<String> token() {
        if (token == null) {
            token = login();
        }
        return token;
    }

    private synchronized CompletableFuture<String> tokenAfter(CompletableFuture<String> expired) {
        if (token == expired) {
            token = login();
        }
        return token();
    }

    private CompletableFuture<String> login() {
        if (credentials.username().isEmpty()) {
            return CompletableFuture.completedFuture(credentials.password());
        }
        HttpRequest login = api.request("v2/auth/token")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        Json.write(Map.of("identifier", credentials.username(), "secret", credentials.password()))))
                .build();
        return api.call("logging in", login).thenApply(answer -> {
            String value = Tree.string(answer.json(), "access_token")
                    .filter(text -> text.chars().allMatch(c -> c > ' ' && c < 127))
                    .orElseThrow(() -> new RegistryErrorException(
                            api.base().getAuthority(),
                            api.repository().toString(),
                            "logging in",
                            answer.status(),
                            List.of("the answer has no token"),
                            null));
            secret.accept(value);
            return value;
        });
    }
}
