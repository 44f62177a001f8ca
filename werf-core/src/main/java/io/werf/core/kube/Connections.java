package io.werf.core.kube;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.Optional;

/** Opens the HTTP client for a configuration. */
final class Connections {

    private static final int CONNECT_TIMEOUT_MILLIS = 10_000;

    private Connections() {}

    static Connection open(Config config, Optional<String> context) {
        String url = config.getMasterUrl();
        String server = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        config.setRequestRetryBackoffLimit(0); // retries are the transport's
        config.setConnectionTimeout(CONNECT_TIMEOUT_MILLIS);
        config.setUserAgent("werf-java");
        try {
            return new Connection(new JdkHttpClientFactory().newBuilder(config).build(), server, context);
        } catch (RuntimeException e) {
            throw new KubeConnectionException(
                    server,
                    "cannot use the credentials for " + server
                            + context.map(name -> " (context " + name + ")").orElse("") + ": " + Causes.message(e),
                    e);
        }
    }
}
