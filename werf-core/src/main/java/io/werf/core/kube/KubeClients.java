package io.werf.core.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Makes connections to clusters. */
public final class KubeClients {

    private KubeClients() {}

    /**
     * Connects with the credentials of kubeconfig files or of the pod's service account. Returns at once: files are read,
     * credential plugins run and TLS is negotiated in the background, and the first call waits for it. So what is wrong with
     * the settings is a {@link KubeConnectionException} of the first call.
     */
    public static KubeClient connect(KubeSettings settings) {
        KubeConfigFiles files = new KubeConfigFiles(System.getenv());
        return new HttpKubeClient(() -> {
            Config config = files.load(settings);
            return Connections.open(
                    config, Optional.ofNullable(config.getCurrentContext()).map(context -> context.getName()));
        });
    }

    /**
     * The contexts of the kubeconfig files, in their order; none where there are no files, as in a pod with its service account.
     *
     * @throws KubeConnectionException if a file cannot be read
     */
    public static List<String> contexts(KubeSettings settings) {
        return new KubeConfigFiles(System.getenv()).contexts(settings);
    }

    /** Connects to a server that wants no credentials: the sandbox, {@code kubectl proxy}, tests. */
    public static KubeClient connect(URI server) {
        return new HttpKubeClient(() -> Connections.open(
                new ConfigBuilder(Config.empty())
                        .withMasterUrl(server.toString())
                        .withHttp2Disable(true)
                        .build(),
                Optional.empty()));
    }
}
