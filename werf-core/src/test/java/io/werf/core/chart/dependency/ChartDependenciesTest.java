package io.werf.core.chart.dependency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.werf.core.chart.dependency.ChartCredentials.Login;
import io.werf.core.data.Sha256;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.TreeEntry;
import io.werf.core.lab.MemoryTree;
import io.werf.core.net.Proxies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChartDependenciesTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-01-02T12:00:00.123456789Z"), ZoneOffset.UTC);

    @TempDir
    private Path directory;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Map<String, byte[]> files = new LinkedHashMap<>();
    private final Map<String, String> redirects = new LinkedHashMap<>();
    private HttpServer server;
    private String host;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        host = "127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** Helm as a library keeps the indexes that it read in the current directory. */
    @AfterEach
    void removeWhatHelmLeft() throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(Path.of(""), "helm-manager-*")) {
            for (Path file : left) {
                Files.delete(file);
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String login = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(path + (login == null ? "" : " with login"));
        byte[] body = files.get(path);
        if (redirects.containsKey(path)) {
            exchange.getResponseHeaders().add("Location", redirects.get(path));
            exchange.sendResponseHeaders(302, -1);
        } else if (body == null) {
            exchange.sendResponseHeaders(404, -1);
        } else {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Test
    void anUpdateTakesTheNewestAllowedVersionsAndHelmAcceptsTheLock() throws IOException {
        publish("/charts", "redis", "1.2.3", "1.10.0", "2.0.0", "1.11.0-rc.1");
        publish("/charts", "mysql", "8.0.1");
        Path chart = chart("- name: redis\n  version: \">=1.0.0 <2.0.0\"\n  repository: http://" + host + "/charts\n"
                + "  condition: redis.enabled\n  tags: [db, cache]\n  import-values:\n  - child: a&b\n    parent: c\n"
                + "- {name: mysql, version: ~8.0, repository: 'http://" + host + "/charts/', alias: db}\n"
                + "- name: common\n  version: ^1\n  repository: file://../common\n");
        Files.createDirectories(directory.resolve("common/templates"));
        Files.writeString(directory.resolve("common/Chart.yaml"), "apiVersion: v2\nname: common\nversion: 1.4.0\n");
        Files.writeString(directory.resolve("common/templates/a.yaml"), "a: b\n");
        Files.createDirectories(chart.resolve("charts"));
        Files.writeString(chart.resolve("charts/redis-0.9.0.tgz"), "old");
        Files.writeString(chart.resolve("charts/redis-cluster-0.9.0.tgz"), "another chart");

        ChartDependencies.Update update = dependencies().update(chart);

        assertThat(update.archives()).containsExactly("redis-1.10.0.tgz", "mysql-8.0.1.tgz", "common-1.4.0.tgz");
        assertThat(update.lockWritten()).isTrue();
        assertThat(chart.resolve("charts/redis-0.9.0.tgz")).doesNotExist();
        assertThat(chart.resolve("charts/redis-cluster-0.9.0.tgz")).exists();
        assertThat(requests)
                .containsExactly(
                        "/charts/index.yaml",
                        "/charts/redis-1.10.0.tgz",
                        "/charts/index.yaml",
                        "/charts/mysql-8.0.1.tgz");
        assertThat(chart.resolve("Chart.lock")).content().endsWith("generated: \"2026-01-02T12:00:00.123456789Z\"\n");
        Files.delete(chart.resolve("charts/redis-cluster-0.9.0.tgz"));
        String lock = Files.readString(chart.resolve("Chart.lock"));
        // Helm writes another lock unless it would have the same digest.
        new Helm(chart).dependency().update().call();
        assertThat(chart.resolve("Chart.lock")).hasContent(lock);
        assertThat(new Helm(chart).template().withName("x").call()).contains("common/templates/a.yaml");
    }

    @Test
    void ourLockIsByteForByteThatOfHelm() throws IOException {
        publish("/charts", "redis", "1.2.3");
        Path chart = chart("- name: redis\n  version: 1.x\n  repository: http://" + host + "/charts\n");
        new Helm(chart).dependency().update().call();
        String helms = Files.readString(chart.resolve("Chart.lock"));
        requests.clear();
        assertThat(dependencies().update(chart).lockWritten()).isFalse();
        Files.delete(chart.resolve("Chart.lock"));
        dependencies().update(chart);
        String ours = Files.readString(chart.resolve("Chart.lock"));
        assertThat(ours.substring(0, ours.indexOf("generated")))
                .isEqualTo(helms.substring(0, helms.indexOf("generated")));
    }

    @Test
    void aCommitIsCompletedByItsLockAndTheSecondTimeWithoutTheNetwork() throws IOException {
        publish("/charts", "redis", "1.2.3", "1.3.0");
        Path chart = chart("- name: redis\n  version: 1.x\n  repository: http://" + host + "/charts\n");
        dependencies().update(chart);
        publish("/charts", "redis", "1.2.3", "1.3.0", "1.4.0");
        MemoryTree commit = commit(chart);
        requests.clear();

        ProjectTree complete = dependencies("other-cache").complete(commit, ".helm");
        assertThat(requests).containsExactly("/charts/index.yaml", "/charts/redis-1.3.0.tgz");
        assertThat(complete.list(".helm")).map(TreeEntry::path).contains(".helm/charts/redis-1.3.0.tgz");

        server.stop(0);
        ProjectTree offline = dependencies("other-cache").complete(commit, ".helm");
        TreeEntry archive = offline.entry(".helm/charts/redis-1.3.0.tgz").orElseThrow();
        assertThat(offline.read(archive)).isEqualTo(files.get("/charts/redis-1.3.0.tgz"));
        assertThat(offline.isDirectory(".helm/charts")).isTrue();
    }

    @Test
    void whatTheCommitHasIsNotFetched() {
        MemoryTree commit = new MemoryTree()
                .file(
                        ".helm/Chart.yaml",
                        "dependencies:\n- {name: a, version: 1.x, repository: 'https://nowhere.invalid'}\n"
                                + "- {name: b, version: 1.x, repository: 'oci://nowhere.invalid/x'}\n- {name: c}\n")
                .file(".helm/charts/a/Chart.yaml", "name: a\n")
                .file(".helm/charts/b-1.0.0.tgz", "…");
        assertThat(dependencies().complete(commit, ".helm")).isSameAs(commit);
    }

    @Test
    void aChartElsewhereInTheCommitIsTakenFromThere() {
        MemoryTree commit = new MemoryTree()
                .file(".helm/Chart.yaml", "dependencies:\n- {name: lib, repository: 'file://../lib'}\n")
                .file("lib/Chart.yaml", "name: lib\n")
                .file("lib/templates/a.yaml", "a");
        assertThat(dependencies().complete(commit, ".helm").list(".helm"))
                .map(TreeEntry::path)
                .containsExactly(
                        ".helm/Chart.yaml", ".helm/charts/lib/Chart.yaml", ".helm/charts/lib/templates/a.yaml");
        commit.file(".helm/Chart.yaml", "dependencies:\n- {name: lib, repository: 'file://../../etc'}\n");
        assertThatThrownBy(() -> dependencies().complete(commit, ".helm"))
                .isInstanceOf(ChartDependencyException.class)
                .hasMessageContaining("the commit has no chart in ../etc");
    }

    @Test
    void aMissingOrForeignLockIsAnError() throws IOException {
        publish("/charts", "redis", "1.2.3");
        Path chart = chart("- name: redis\n  version: 1.x\n  repository: http://" + host + "/charts\n");
        assertThatThrownBy(() -> dependencies().complete(commit(chart), ".helm"))
                .isInstanceOf(ChartLockException.class)
                .hasMessageContaining("neither .helm/charts/redis-*.tgz nor .helm/Chart.lock");
        dependencies().update(chart);
        Files.writeString(
                chart.resolve("Chart.yaml"),
                Files.readString(chart.resolve("Chart.yaml")).replace("1.x", "1.2.x"));
        assertThatThrownBy(() -> dependencies().complete(commit(chart), ".helm"))
                .isInstanceOf(ChartLockException.class)
                .hasMessageContaining("was made for other dependencies");
    }

    @Test
    void anArchiveThatIsNotThatOfTheIndexIsRefusedAndNotKept() throws IOException {
        publish("/charts", "redis", "1.2.3");
        files.put("/charts/redis-1.2.3.tgz", archive("redis", "6.6.6"));
        Path chart = chart("- name: redis\n  version: 1.x\n  repository: http://" + host + "/charts\n");
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> dependencies().update(chart))
                    .isInstanceOf(ChartDependencyException.class)
                    .hasMessageContaining("the archive is not that of the index");
        }
        assertThat(chart.resolve("Chart.lock")).doesNotExist();
        assertThat(chart.resolve("charts")).doesNotExist();
    }

    @Test
    void anArchiveOfAnotherChartIsRefusedAndNotKept() throws IOException {
        publish("/charts", "redis", "1.2.3");
        String index = new String(files.get("/charts/index.yaml"), StandardCharsets.UTF_8);
        for (byte[] other : List.of(archive("other", "1.2.3"), archive("redis", "6.6.6"))) {
            files.put("/charts/redis-1.2.3.tgz", other);
            files.put(
                    "/charts/index.yaml",
                    index.replaceAll("digest: \\w+", "digest: " + Sha256.hex(other))
                            .getBytes(StandardCharsets.UTF_8));
            Path chart = chart("- name: redis\n  version: 1.x\n  repository: http://" + host + "/charts\n");
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> dependencies().update(chart))
                        .isInstanceOf(ChartDependencyException.class)
                        .hasMessageContaining("the archive is that of another chart: ");
            }
            assertThat(chart.resolve("Chart.lock")).doesNotExist();
        }
    }

    @Test
    void aLoginGoesToItsHostOnly() throws IOException {
        publish("/charts", "redis", "1.2.3");
        redirects.put(
                "/charts/redis-1.2.3.tgz",
                "http://localhost:" + server.getAddress().getPort() + "/cdn/r.tgz");
        files.put("/cdn/r.tgz", files.get("/charts/redis-1.2.3.tgz"));
        Path list = directory.resolve("repositories.yaml");
        Files.writeString(
                list, "repositories:\n- {name: ours, url: 'http://" + host + "/charts', username: u, password: p}\n");
        Path chart = chart("- name: redis\n  version: 1.x\n  repository: \"@ours\"\n");
        new ChartDependencies(
                        () -> HelmRepositories.read(list),
                        ChartCredentials.none(),
                        new NoRegistry(),
                        Proxies.none(),
                        directory.resolve("cache"),
                        NOON)
                .update(chart);
        assertThat(requests)
                .containsExactly("/charts/index.yaml with login", "/charts/redis-1.2.3.tgz with login", "/cdn/r.tgz");
        assertThat(new Login("u", "p").toString()).doesNotContain("p]");
        assertThatThrownBy(() -> dependencies().update(chart)).hasMessageContaining("has no repository \"ours\"");
    }

    @Test
    void errorsNameWhatCannotBeHad() throws IOException {
        publish("/charts", "redis", "1.2.3");
        String repository = "  repository: http://" + host;
        assertThatThrownBy(
                        () -> dependencies().update(chart("- name: redis\n  version: 3.x\n" + repository + "/charts")))
                .hasMessageContaining("no version of the chart is in that range; there are: 1.2.3");
        assertThatThrownBy(() -> dependencies().update(chart("- name: redis\n  version: 3.x\n" + repository + "/none")))
                .isInstanceOfSatisfying(
                        ChartDownloadException.class, e -> assertThat(e.code()).isEqualTo(404));
        assertThatThrownBy(() -> dependencies().update(chart("- name: ../x\n  version: 3.x\n" + repository)))
                .hasMessageContaining("\"../x\" is no name of a chart");
        assertThatThrownBy(() -> dependencies().update(chart("- name: x\n  version: 3.x\n  repository: ftp://x")))
                .hasMessageContaining("\"ftp://x\" is no repository of charts");
        assertThatThrownBy(() -> dependencies().update(chart("- name: x\n  version: one\n" + repository)))
                .hasMessageContaining("\"one\" is neither a version nor a range");
        files.put("/bad/index.yaml", "{ not".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> dependencies().update(chart("- name: x\n  version: 1.x\n" + repository + "/bad")))
                .hasMessageContaining("is no index of a chart repository");
    }

    @Test
    void chartsOfRegistriesComeThroughTheRegistry() throws IOException {
        List<String> asked = new ArrayList<>();
        byte[] archive = archive("redis", "1.2.0+build");
        ChartRegistry registry = new ChartRegistry() {
            @Override
            public List<String> versions(String repository) {
                asked.add("versions of " + repository);
                return List.of("1.0.0", "1.2.0+build", "latest");
            }

            @Override
            public byte[] archive(String repository, String version) {
                asked.add(repository + " " + version);
                return archive;
            }
        };
        Path chart = chart("- name: redis\n  version: 1.x\n  repository: oci://reg.example.com/charts\n");
        ChartDependencies dependencies = new ChartDependencies(
                () -> HelmRepositories.read(directory.resolve("none")),
                ChartCredentials.none(),
                registry,
                Proxies.none(),
                directory.resolve("cache"),
                NOON);
        assertThat(dependencies.update(chart).archives()).containsExactly("redis-1.2.0+build.tgz");
        dependencies.update(chart);
        assertThat(asked)
                .containsExactly(
                        "versions of reg.example.com/charts/redis",
                        "reg.example.com/charts/redis 1.2.0+build",
                        "versions of reg.example.com/charts/redis");
    }

    @Test
    void aLargeIndexIsReadForTheWantedChartsOnly() {
        StringBuilder index = new StringBuilder("apiVersion: v1\nentries:\n");
        for (int i = 0; i < 3000; i++) {
            index.append("  chart").append(i).append(":\n");
            for (int v = 0; v < 10; v++) {
                index.append("  - version: 1.")
                        .append(v)
                        .append(".0\n    digest: ")
                        .append("ab".repeat(32));
                index.append("\n    keywords: [a, b]\n    urls:\n    - https://example.com/charts/chart")
                        .append(i);
                index.append('-')
                        .append(v)
                        .append(".tgz\n    description: ")
                        .append("some words ".repeat(15))
                        .append('\n');
            }
        }
        byte[] bytes = index.toString().getBytes(StandardCharsets.UTF_8);
        assertThat(bytes.length).isGreaterThan(9 << 20);
        Map<String, List<ChartIndex.Version>> read =
                ChartIndex.read(bytes, java.util.Set.of("chart2999", "none"), "index.yaml");
        assertThat(read.keySet()).containsExactly("chart2999");
        assertThat(read.get("chart2999")).hasSize(10);
        assertThat(read.get("chart2999").get(3))
                .isEqualTo(
                        new ChartIndex.Version("1.3.0", "ab".repeat(32), "https://example.com/charts/chart2999-3.tgz"));
    }

    private static final class NoRegistry implements ChartRegistry {
        @Override
        public List<String> versions(String repository) {
            throw new AssertionError(repository);
        }

        @Override
        public byte[] archive(String repository, String version) {
            throw new AssertionError(repository);
        }
    }

    private ChartDependencies dependencies() {
        return dependencies("cache");
    }

    private ChartDependencies dependencies(String cache) {
        return new ChartDependencies(
                () -> HelmRepositories.read(directory.resolve("none")),
                repository -> Optional.empty(),
                new NoRegistry(),
                Proxies.none(),
                directory.resolve(cache),
                NOON);
    }

    private Path chart(String dependencies) throws IOException {
        Path chart = Files.createDirectories(directory.resolve(".helm"));
        Files.writeString(
                chart.resolve("Chart.yaml"),
                "apiVersion: v2\nname: shop\nversion: 1.0.0\ndependencies:\n" + dependencies);
        return chart;
    }

    private static MemoryTree commit(Path chart) throws IOException {
        MemoryTree commit = new MemoryTree().file(".helm/Chart.yaml", Files.readString(chart.resolve("Chart.yaml")));
        if (Files.exists(chart.resolve("Chart.lock"))) {
            commit.file(".helm/Chart.lock", Files.readString(chart.resolve("Chart.lock")));
        }
        return commit;
    }

    private void publish(String path, String name, String... versions) throws IOException {
        StringBuilder index = new StringBuilder(
                files.containsKey(path + "/index.yaml") && !name.equals("redis")
                        ? new String(files.get(path + "/index.yaml"), StandardCharsets.UTF_8)
                        : "apiVersion: v1\nentries:\n");
        index.append("  ").append(name).append(":\n");
        for (String version : versions) {
            byte[] archive = archive(name, version);
            files.put(path + "/" + name + "-" + version + ".tgz", archive);
            index.append("  - {apiVersion: v2, name: ")
                    .append(name)
                    .append(", version: ")
                    .append(version);
            index.append(", digest: ").append(Sha256.hex(archive));
            index.append(", urls: [").append(name).append('-').append(version).append(".tgz]}\n");
        }
        files.put(path + "/index.yaml", index.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] archive(String name, String version) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new GZIPOutputStream(bytes))) {
            byte[] content =
                    ("apiVersion: v2\nname: " + name + "\nversion: " + version + "\n").getBytes(StandardCharsets.UTF_8);
            TarArchiveEntry entry = new TarArchiveEntry(name + "/Chart.yaml");
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return bytes.toByteArray();
    }
}
