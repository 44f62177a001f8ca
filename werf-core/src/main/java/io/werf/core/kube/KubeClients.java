package io.werf.core.kube;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes connections to clusters. */
public final class KubeClients {

    private KubeClients() {}

    /**
     * Connects with the credentials of kubeconfig files or of the pod's service account. Returns at once: files are read and
     * credential plugins run in the background, and the first call waits for it. So what is wrong with the settings is a {@link
     * KubeConnectionException} of the first call. Tokens that expire are read or asked for again.
     *
     * @param secret is told each password, token and key before it is used, by any thread
     */
    public static KubeClient connect(KubeSettings settings, Consumer<String> secret) {
        KubeConfigFiles files = new KubeConfigFiles(System.getenv(), secret);
        return new HttpKubeClient(() -> Connection.open(files.load(settings)));
    }

    /** Connects as {@link #connect(KubeSettings, Consumer)} where nothing is printed that could have a secret in it. */
    public static KubeClient connect(KubeSettings settings) {
        return connect(settings, secret -> {});
    }

    /**
     * The contexts of the kubeconfig files, in their order; none where there are no files, as in a pod with its service account.
     *
     * @throws KubeConnectionException if a file cannot be read
     */
    public static List<String> contexts(KubeSettings settings) {
        return new KubeConfigFiles(System.getenv(), secret -> {}).contexts(settings);
    }

    /** Connects to a server that wants no credentials: the sandbox, {@code kubectl proxy}, tests. */
    public static KubeClient connect(URI server) {
        return new HttpKubeClient(() -> Connection.open(new ClusterAccess(
                server.toString().replaceAll("/+$", ""),
                Optional.empty(),
                ClusterAccess.Trust.JVM,
                Optional.empty(),
                () -> Login.NOBODY)));
    }
}
