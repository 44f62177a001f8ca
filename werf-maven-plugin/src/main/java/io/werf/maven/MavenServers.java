package io.werf.maven;

import io.werf.core.chart.dependency.ChartCredentials;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.Credentials;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Server;

/**
 * Logins of Maven's {@code settings.xml}, for repositories of charts and registries of images: the server whose id is the host,
 * with or without its port.
 */
final class MavenServers implements ChartCredentials, CredentialStore {

    private final List<Server> servers;

    /** @param servers with passwords in the clear */
    MavenServers(List<Server> servers) {
        this.servers = List.copyOf(servers);
    }

    @Override
    public Optional<Login> of(URI repository) {
        return servers.stream()
                .filter(server -> server.getUsername() != null && server.getPassword() != null)
                .filter(server -> server.getId().equals(repository.getHost())
                        || server.getId().equals(repository.getAuthority()))
                .map(server -> new Login(server.getUsername(), server.getPassword()))
                .findFirst();
    }

    @Override
    public Lookup find(String registry) {
        List<String> ids = new ArrayList<>(List.of(registry));
        if (registry.equals("index.docker.io")) {
            ids.addAll(List.of("docker.io", "registry-1.docker.io"));
        } else {
            ids.add(registry.replaceFirst(":[0-9]+$", ""));
        }
        for (String id : ids) {
            for (Server server : servers) {
                if (id.equals(server.getId()) && server.getUsername() != null && server.getPassword() != null) {
                    return new Lookup(
                            Optional.of(new Credentials(server.getUsername(), server.getPassword())),
                            List.of("settings.xml, server \"" + id + "\" (found, user \"" + server.getUsername()
                                    + "\")"));
                }
            }
        }
        return new Lookup(
                Optional.empty(), List.of("settings.xml (no server \"" + registry + "\" with user and password)"));
    }
}
