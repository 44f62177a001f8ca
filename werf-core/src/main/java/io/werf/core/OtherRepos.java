package io.werf.core;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Repositories beside the one that images are built to.
 *
 * @param ofFinal that final images are copied to and deployed from; empty means the one they are built to
 * @param secondary are only read: what is there is copied instead of built
 * @param caches are read before those and get what a run builds; one that does not answer is only worth a warning
 */
public record OtherRepos(Optional<String> ofFinal, List<String> secondary, List<String> caches) {

    /** There are none. */
    public static final OtherRepos NONE = new OtherRepos(Optional.empty(), List.of(), List.of());

    /** Copies the lists. */
    public OtherRepos {
        secondary = List.copyOf(secondary);
        caches = List.copyOf(caches);
    }

    /** Another for final images. */
    public static OtherRepos ofFinal(String repository) {
        return new OtherRepos(Optional.of(repository), List.of(), List.of());
    }

    /** All of them. */
    List<String> all() {
        return Stream.of(ofFinal.stream(), secondary.stream(), caches.stream())
                .flatMap(repositories -> repositories)
                .toList();
    }
}
