package io.werf.core.registry;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Calls the APIs of vendors: repetition and errors as for the distribution API. */
final class VendorCalls {

    private final Connections connections;
    private final Retries retries;
    private final Clock clock;

    VendorCalls(Connections connections, Retries retries, Clock clock) {
        this.connections = connections;
        this.retries = retries;
        this.clock = clock;
    }

    CompletableFuture<VendorAnswer> call(VendorCall call) {
        // Each of these requests carries a secret.
        if (!Hosts.maySendSecrets(call.request().uri())) {
            List<String> trail = new ArrayList<>(call.lookedIn());
            trail.add("not sent, because they would go over plain HTTP");
            return CompletableFuture.failedFuture(refused(call, 401, List.of(), trail));
        }
        return retries.run(() -> once(call));
    }

    private CompletableFuture<VendorAnswer> once(VendorCall call) {
        return connections
                .send(call.request(), Body.bounded())
                .exceptionally(failure -> {
                    Throwable cause = Retries.cause(failure);
                    if (cause instanceof IOException) {
                        throw new RegistryUnreachableException(
                                host(call), call.repository().toString(), call.doing(), cause);
                    }
                    throw new CompletionException(cause);
                })
                .thenApply(response -> checked(call, VendorAnswer.of(response)));
    }

    /** Success, and that there is no such thing, are answers. */
    private VendorAnswer checked(VendorCall call, VendorAnswer answer) {
        int status = call.status().applyAsInt(answer);
        if (status / 100 == 2 || status == 404) {
            return answer;
        }
        if (status == 401 || status == 403) {
            throw refused(call, status, answer.problems(), call.lookedIn());
        }
        throw new RegistryErrorException(
                host(call),
                call.repository().toString(),
                call.doing(),
                status,
                answer.problems(),
                RetryAfter.of(answer.headers(), clock).orElse(null));
    }

    private static RegistryRefusedException refused(
            VendorCall call, int status, List<String> problems, List<String> lookedIn) {
        return new RegistryRefusedException(
                        host(call),
                        call.repository().toString(),
                        call.doing(),
                        status,
                        String.join("; ", problems),
                        lookedIn)
                .needing(call.right());
    }

    private static String host(VendorCall call) {
        return call.request().uri().getAuthority();
    }
}
