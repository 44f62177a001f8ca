package io.werf.core.chart.dependency;

import java.net.URI;
import java.util.Optional;

/** Who may read a chart repository. */
@FunctionalInterface
public interface ChartCredentials {

    /** A user and a password. */
    record Login(String user, String password) {
        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }

    /** The login for a chart repository, by its address as the user wrote it; empty for none. */
    Optional<Login> of(URI repository);

    /** Nobody has a login. */
    static ChartCredentials none() {
        return repository -> Optional.empty();
    }
}
