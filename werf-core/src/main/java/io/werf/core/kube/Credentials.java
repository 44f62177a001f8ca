package io.werf.core.kube;

/** Where the login comes from. Thread-safe. */
interface Credentials {

    /**
     * The login of the next request; may read a file or run a program first.
     *
     * @throws KubeConnectionException if there is none
     */
    Login login();

    /** After the server refused {@code refused}: whether {@link #login} has another one now, which may be worth a try. */
    default boolean renew(Login refused) {
        return false;
    }
}
