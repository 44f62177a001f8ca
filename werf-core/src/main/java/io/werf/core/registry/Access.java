package io.werf.core.registry;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What access is wanted for.
 *
 * @param scope of the token, in the form of the distribution token specification
 */
record Access(Repository repository, String scope, String doing) {

    Access(Endpoint<?> endpoint) {
        this(endpoint.repository(), scopeOf(endpoint), endpoint.doing());
    }

    private static String scopeOf(Endpoint<?> endpoint) {
        return Stream.concat(
                        Stream.of("repository:" + endpoint.repository().path() + ":" + endpoint.actions()),
                        endpoint.alsoReads().stream().map(other -> "repository:" + other.path() + ":pull"))
                .collect(Collectors.joining(" "));
    }

    String host() {
        return repository.registry();
    }
}
