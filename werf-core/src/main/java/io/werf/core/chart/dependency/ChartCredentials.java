package io.werf.core.chart.dependency;

import java.net.URI;
import java.util.Optional;

/** Who may read a chart repository. */
@FunctionalInterface
public interface ChartCredentials {

    /** A user and a password. */
    record Login(String user, String password) {
        /** The one in an address: {@code https://user:password@host/}. */
        static Optional<Login> in(URI address) {
            String login = address.getUserInfo();
            if (login == null || login.isEmpty()) {
                return Optional.empty();
            }
            int colon = login.indexOf(':');
            return Optional.of(
                    colon < 0
                            ? new Login(login, "")
                            : new Login(login.substring(0, colon), login.substring(colon + 1)));
        }

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
