package io.werf.core.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a registry knows a user by.
 *
 * @param username {@code <token>} when {@code password} is an identity token (Docker's convention for credential helpers)
 * @param password password, access token or identity token; never part of a message
 */
public record Credentials(String username, String password) {

    private static final String IDENTITY_TOKEN = "<token>";

    static Credentials identityToken(String token) {
        return new Credentials(IDENTITY_TOKEN, token);
    }

    /** Whether {@code password} is an identity token. */
    public boolean isIdentityToken() {
        return username.equals(IDENTITY_TOKEN);
    }

    String basic() {
        return "Basic "
                + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "Credentials[username=" + username + "]";
    }
}
