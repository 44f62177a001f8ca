package io.werf.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.lab.NeedsLab;
import io.werf.core.lab.NeedsLab.Server;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a converge with nothing to do costs the servers. */
@NeedsLab({Server.DOCKER, Server.REGISTRY, Server.KUBERNETES})
class NoChangeTest {

    @TempDir
    private Path scratch;

    @Test
    void asksOncePerImageAndAFewTimesTheClusterAndWritesNothing() {
        try (Servers servers = Servers.start(scratch)) {
            try {
                servers.hello().converge();
                servers.forget();

                servers.hello().converge();

                assertThat(servers.registryRequests())
                        .hasSize(2)
                        .allSatisfy(request -> assertThat(request.method()).isEqualTo("HEAD"));
                assertThat(servers.apiRequests()).hasSizeLessThanOrEqualTo(8).allMatch(CountingProxy.Request::isRead);
                assertThat(servers.apiRequests())
                        .extracting(CountingProxy.Request::path)
                        .filteredOn(path -> path.matches("/apis?(/[^/]+){0,2}"))
                        .as("discovery: what the chart has, and the version of leases")
                        .hasSizeLessThanOrEqualTo(3)
                        .doesNotContain("/api", "/apis");
                assertThat(servers.apiRequests())
                        .extracting(CountingProxy.Request::path)
                        .doesNotHaveDuplicates();
            } finally {
                servers.hello().dismiss();
                Kubectl.run("delete", "namespace", servers.hello().name(), "--ignore-not-found", "--wait=false");
            }
        }
    }
}
