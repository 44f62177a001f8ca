package io.werf.core.kube;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Who we are to the API server.
 *
 * @param headers that every request carries
 */
record Login(Map<String, String> headers, Optional<ClientCertificate> certificate) {

    static final Login NOBODY = new Login(Map.of(), Optional.empty());

    /** In PEM. */
    record ClientCertificate(String chain, String key) {
        @Override
        public String toString() {
            return "a client certificate";
        }
    }

    Login withToken(String token) {
        return with("Authorization", "Bearer " + token);
    }

    Login with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Login(more, certificate);
    }

    Login with(ClientCertificate own) {
        return new Login(headers, Optional.of(own));
    }

    @Override
    public String toString() {
        return "a login by " + headers.keySet();
    }
}
