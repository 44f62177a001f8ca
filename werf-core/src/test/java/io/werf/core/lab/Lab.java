package io.werf.core.lab;

import io.werf.core.track.TrackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;

/**
 * The real servers that tests talk to, found by environment variables so that anyone's Docker, registry and cluster (kind,
 * k3d, minikube) will do. A test that needs one says so by {@link NeedsLab}.
 */
public final class Lab {

    /** The usual settings of rollouts, but also a slow server gets the time to tell why something failed. */
    public static final TrackSettings TRACKING = new TrackSettings(
            TrackSettings.DEFAULT.logs(),
            TrackSettings.DEFAULT.heartbeat(),
            TrackSettings.DEFAULT.failuresAllowedPerReplica(),
            TrackSettings.DEFAULT.lastLines(),
            TrackSettings.DEFAULT.timeout(),
            Duration.ofSeconds(60));

    private Lab() {}

    /** {@code LAB_REGISTRY}: host and port of an open registry over plain HTTP. */
    public static String registry() {
        return variable("LAB_REGISTRY");
    }

    /** {@code LAB_REGISTRY_AUTH}: host and port of a registry with TLS, user {@code werf}, password {@code secret}. */
    public static String registryWithPassword() {
        return variable("LAB_REGISTRY_AUTH");
    }

    /** {@code LAB_REGISTRY_CA}: PEM file of the authority that signed its certificate. */
    public static Path registryCa() {
        return Path.of(variable("LAB_REGISTRY_CA"));
    }

    /** {@code KUBECONFIG}: a cluster whose nodes can pull from both registries. */
    public static Path kubeConfig() {
        return Path.of(variable("KUBECONFIG"));
    }

    /** {@code LAB_BASE_IMAGE}: an image with a shell and httpd that Docker and the cluster can pull. */
    public static String baseImage() {
        return variable("LAB_BASE_IMAGE");
    }

    /** {@code LAB_JRE_IMAGE}: an image with a Java 17 runtime that the cluster can pull. */
    public static String javaImage() {
        return variable("LAB_JRE_IMAGE");
    }

    /** A name that no other test uses: for a namespace, a release or a repository path. */
    public static String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Skips the test, and says so, where the machine lacks something; with {@code -Dwerf.lab=required} that is a failure. */
    public static void needs(boolean there, String what) {
        if (!there && "required".equals(System.getProperty("werf.lab"))) {
            throw new IllegalStateException("needs " + what + " (and -Dwerf.lab=required forbids to skip)");
        }
        Assumptions.assumeTrue(there, () -> "needs " + what);
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }
}
