package io.werf.core.build;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.transport.SSLConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The connection to a Docker Engine, made when it is needed first. Thread-safe. */
final class DockerEngine implements AutoCloseable {

    static final String DEFAULT_HOST = "unix:///var/run/docker.sock";

    private final Map<String, String> environment;
    private @Nullable DockerClient client;
    private @Nullable State state;

    DockerEngine(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Whether the Engine answers, and as what: its version, or why it does not. */
    record State(boolean answers, String description) {}

    String host() {
        return environment.getOrDefault("DOCKER_HOST", DEFAULT_HOST);
    }

    synchronized DockerClient client() {
        DockerClient known = client;
        if (known == null) {
            DefaultDockerClientConfig.Builder config =
                    DefaultDockerClientConfig.createDefaultConfigBuilder().withDockerHost(host());
            String certificates = environment.get("DOCKER_CERT_PATH");
            boolean tls = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty();
            config.withDockerTlsVerify(tls);
            if (tls && certificates != null) {
                config.withDockerCertPath(certificates);
            }
            DefaultDockerClientConfig built = config.build();
            known = DockerClientImpl.getInstance(built, new EngineHttp(built.getDockerHost(), tls(built)));
            client = known;
        }
        return known;
    }

    private static Optional<SSLContext> tls(DefaultDockerClientConfig config) {
        SSLConfig tls = config.getSSLConfig();
        try {
            return tls == null ? Optional.empty() : Optional.ofNullable(tls.getSSLContext());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the certificates of DOCKER_CERT_PATH cannot be used: " + e.getMessage(), e);
        }
    }

    synchronized State state() {
        State known = state;
        if (known == null) {
            known = ask();
            state = known;
        }
        return known;
    }

    private State ask() {
        try {
            return new State(
                    true, "Docker Engine " + client().versionCmd().exec().getVersion());
        } catch (RuntimeException e) {
            // The library has no common type for "nobody answers": it wraps what its transport throws.
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return new State(false, "no Docker Engine answers at " + host() + " (" + cause.getMessage() + ")");
        }
    }

    @Override
    public synchronized void close() {
        DockerClient known = client;
        client = null;
        if (known != null) {
            try {
                known.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
