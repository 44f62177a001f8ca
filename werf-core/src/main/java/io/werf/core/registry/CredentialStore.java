package io.werf.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where credentials of registries come from. Thread-safe; may read files and run credential helpers, so it may block. */
@FunctionalInterface
public interface CredentialStore {

    /** Looks for the credentials of a registry. */
    Lookup find(String registry);

    /**
     * The outcome of a search.
     *
     * @param credentials what was found
     * @param trail what was looked at, in order, each with what it held, never with a secret value; for the error when the
     *     registry refuses
     */
    record Lookup(Optional<Credentials> credentials, List<String> trail) {
        /** Copies the list. */
        public Lookup {
            trail = List.copyOf(trail);
        }
    }

    /** A store that is always empty. */
    static CredentialStore none() {
        return registry -> new Lookup(Optional.empty(), List.of());
    }

    /**
     * Credentials of one registry.
     *
     * @param source how the trail names where they come from, for example {@code -Dwerf.repoUsername}
     */
    static CredentialStore of(String source, String registry, Credentials credentials) {
        return asked -> asked.equals(registry)
                ? new Lookup(
                        Optional.of(credentials), List.of(source + " (found, user \"" + credentials.username() + "\")"))
                : new Lookup(Optional.empty(), List.of(source + " (only for " + registry + ")"));
    }

    /** Asks one store after the other until one has credentials; the trail is that of all that were asked. */
    static CredentialStore chain(List<CredentialStore> stores) {
        List<CredentialStore> order = List.copyOf(stores);
        return registry -> {
            List<String> trail = new ArrayList<>();
            for (CredentialStore store : order) {
                Lookup lookup = store.find(registry);
                trail.addAll(lookup.trail());
                if (lookup.credentials().isPresent()) {
                    return new Lookup(lookup.credentials(), trail);
                }
            }
            return new Lookup(Optional.empty(), trail);
        };
    }
}
