package io.werf.core.sandbox;

import io.werf.core.sandbox.api.ApiObjects;
import io.werf.core.sandbox.api.ApiServer;
import io.werf.core.sandbox.api.ContainerLogs;
import io.werf.core.sandbox.controllers.Controllers;
import io.werf.core.sandbox.http.RecordedRequest;
import io.werf.core.sandbox.registry.RegistryServer;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A registry and a cluster inside this JVM, on random ports of the loopback interface, for a machine that has neither. They
 * speak the real protocols, so that clients cannot tell; containers do not run, and their logs say so. Thread-safe.
 */
public final class Sandbox implements AutoCloseable {

    private final RegistryServer registry;
    private final ApiServer api;

    private final Controllers controllers;

    private Sandbox(RegistryServer registry, ApiServer api, Controllers controllers) {
        this.registry = registry;
        this.api = api;
        this.controllers = controllers;
    }

    /** Starts both, empty. */
    public static Sandbox start() {
        Clock clock = Clock.systemUTC();
        ApiObjects objects = new ApiObjects(clock);
        ContainerLogs logs = new ContainerLogs(clock);
        RegistryServer registry = RegistryServer.start();
        Controllers controllers = new Controllers(objects, logs, image -> exists(registry, image));
        return new Sandbox(registry, new ApiServer(objects, logs, clock), controllers);
    }

    // Only what is said to be in the sandbox's registry can be looked up; images elsewhere are taken to exist.
    private static boolean exists(RegistryServer registry, String image) {
        String host = registry.host() + "/";
        if (!image.startsWith(host)) {
            return true;
        }
        String rest = image.substring(host.length());
        int digest = rest.indexOf('@');
        int tag = rest.indexOf(':');
        if (digest >= 0) {
            String name = rest.substring(0, tag >= 0 && tag < digest ? tag : digest);
            return registry.exists(name, rest.substring(digest + 1));
        }
        return tag < 0
                ? registry.exists(rest, "latest")
                : registry.exists(rest.substring(0, tag), rest.substring(tag + 1));
    }

    /** The registry's {@code localhost:PORT}, plain HTTP without a password. */
    public String registry() {
        return registry.host();
    }

    /** The API server's URL, plain HTTP without credentials. */
    public URI apiServer() {
        return URI.create("http://127.0.0.1:" + api.port());
    }

    /** A kubeconfig that leads to the API server, as text: JSON, which is YAML. */
    public String kubeConfig() {
        return """
                {"apiVersion": "v1", "kind": "Config", "current-context": "sandbox",
                 "clusters": [{"name": "sandbox", "cluster": {"server": "%s"}}],
                 "users": [{"name": "sandbox", "user": {}}],
                 "contexts": [{"name": "sandbox", "context": {"cluster": "sandbox", "user": "sandbox"}}]}
                """.formatted(apiServer());
    }

    /** What both servers were asked, the registry's requests first, each in order. */
    public List<RecordedRequest> requests() {
        List<RecordedRequest> all = new ArrayList<>(registryRequests());
        all.addAll(apiRequests());
        return all;
    }

    /** What the registry was asked since the start or the last {@link #clearRequests}. */
    public List<RecordedRequest> registryRequests() {
        return registry.requests();
    }

    /** What the API server was asked since the start or the last {@link #clearRequests}. */
    public List<RecordedRequest> apiRequests() {
        return api.requests();
    }

    /** Forgets what was asked. */
    public void clearRequests() {
        registry.clearRequests();
        api.clearRequests();
    }

    /** Stops everything at once and forgets it; open watches and logs end. */
    @Override
    public void close() {
        controllers.close();
        api.close();
        registry.close();
    }
}
