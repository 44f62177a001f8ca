package io.werf.core.kube;

import io.werf.core.kube.Login.ClientCertificate;
import io.werf.core.net.Proxies;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Optional;

/** An API server, the login for it, and the HTTP client that its certificate goes with. Thread-safe. */
final class Connection {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private record Client(HttpClient http, Optional<ClientCertificate> certificate) {}

    private final ClusterAccess access;
    private volatile Client client;

    private Connection(ClusterAccess access, Client client) {
        this.access = access;
        this.client = client;
    }

    /** Gets the first login and makes ready for TLS; the server is not asked yet. */
    static Connection open(ClusterAccess access) {
        return new Connection(
                access, client(access, access.credentials().login().certificate()));
    }

    String server() {
        return access.server();
    }

    Optional<String> context() {
        return access.context();
    }

    /** How errors call it. */
    String describe() {
        return access.describe();
    }

    Optional<URI> proxy() {
        return access.proxy();
    }

    Login login() {
        return access.credentials().login();
    }

    /** After a 401: whether there is another login to try. */
    boolean renew(Login refused) {
        return access.credentials().renew(refused);
    }

    /** A certificate belongs to a connection: another one needs another client. */
    HttpClient http(Login login) {
        Client now = client;
        if (!now.certificate().equals(login.certificate())) {
            synchronized (this) {
                if (!client.certificate().equals(login.certificate())) {
                    client = client(access, login.certificate());
                }
                now = client;
            }
        }
        return now.http();
    }

    private static Client client(ClusterAccess access, Optional<ClientCertificate> certificate) {
        boolean secure = access.server().startsWith("https:");
        // Over plain HTTP the JDK would ask for an upgrade to HTTP/2, which "kubectl proxy" does not survive.
        HttpClient.Builder builder = HttpClient.newBuilder()
                .connectTimeout(CONNECT_TIMEOUT)
                .version(secure ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1);
        try {
            if (secure) {
                builder.sslContext(Tls.context(access.trust(), certificate));
            }
            access.proxy().ifPresent(proxy -> Proxies.always(proxy).use(builder));
            return new Client(builder.build(), certificate);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            throw new KubeConnectionException(
                    access.server(),
                    "cannot use the credentials for " + access.describe() + ": " + Causes.message(e),
                    e);
        }
    }
}
