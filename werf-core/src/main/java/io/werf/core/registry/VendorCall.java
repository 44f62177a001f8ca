package io.werf.core.registry;

import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * A request to an API that a registry's vendor has beside the distribution API.
 *
 * @param repository what it is about
 * @param doing for errors: {@code deleting tag x}
 * @param request complete, with its Authorization
 * @param right what the account must be allowed to do, for the error when it is not
 * @param lookedIn where its credentials come from, for the same error; no values
 * @param status the HTTP status that an answer stands for, where a vendor says it otherwise
 */
public record VendorCall(
        Repository repository,
        String doing,
        HttpRequest request,
        String right,
        List<String> lookedIn,
        ToIntFunction<VendorAnswer> status) {

    /** Copies the list. */
    public VendorCall {
        lookedIn = List.copyOf(lookedIn);
    }
}
