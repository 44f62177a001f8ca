package io.werf.core.kube;

import java.net.URI;
import java.util.Optional;

/**
 * How to reach an API server.
 *
 * @param server its URL without a slash at the end
 * @param context name of the kubeconfig context, empty where there is none
 * @param proxy on the way to it
 */
record ClusterAccess(
        String server, Optional<String> context, Trust trust, Optional<URI> proxy, Credentials credentials) {

    /**
     * Whose certificates are believed.
     *
     * @param authorities in PEM; empty means those of the JVM
     * @param insecure whether any certificate will do
     * @param serverName the name that the certificate is for, if it is not the host of the URL
     */
    record Trust(Optional<String> authorities, boolean insecure, Optional<String> serverName) {

        static final Trust JVM = new Trust(Optional.empty(), false, Optional.empty());
    }

    /** How errors call it. */
    String describe() {
        return "the API server " + server
                + context.map(name -> " (context " + name + ")").orElse("");
    }
}
