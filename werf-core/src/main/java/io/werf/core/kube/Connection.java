package io.werf.core.kube;

import io.fabric8.kubernetes.client.http.HttpClient;
import java.util.Optional;

/**
 * An API server and the HTTP client that carries the credentials for it.
 *
 * @param server its URL without a slash at the end
 */
record Connection(HttpClient http, String server, Optional<String> context) {

    /** How errors call it. */
    String describe() {
        return "the API server " + server
                + context.map(name -> " (context " + name + ")").orElse("");
    }
}
