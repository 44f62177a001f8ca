package io.werf.maven;

import io.werf.core.chart.dependency.ChartCredentials;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Server;

/** Logins of Maven's {@code settings.xml}: the server whose id is the host of the repository, with or without its port. */
final class MavenServers implements ChartCredentials {

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
}
