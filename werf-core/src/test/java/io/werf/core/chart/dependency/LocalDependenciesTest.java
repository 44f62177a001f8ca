package io.werf.core.chart.dependency;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import io.werf.core.chart.ChartArchive;
import io.werf.core.chart.ChartFile;
import io.werf.core.git.TreeEntry;
import io.werf.core.lab.MemoryTree;
import io.werf.core.net.Proxies;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Charts elsewhere in the project. */
class LocalDependenciesTest {

    private static final String REQUIREMENTS =
            "dependencies:\n- {name: lib, version: 1.x, repository: 'file://../lib', condition: lib.on}\n";

    @TempDir
    private Path directory;

    private static Map<String, String> library() {
        return new TreeMap<>(Map.of(
                "lib/.helmignore", "*.bak\ndev/\n/docs\n",
                "lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.2.0\n",
                "lib/templates/a.yaml", "kind: A\n",
                "lib/templates/b.yaml.bak", "kind: B\n",
                "lib/templates/dev/c.yaml", "kind: C\n",
                "lib/docs/d.md", "d",
                "lib/conf/e.txt", "e"));
    }

    private ChartDependencies dependencies() {
        return new ChartDependencies(
                () -> HelmRepositories.read(directory.resolve("none")),
                repository -> Optional.empty(),
                new ChartRegistry() {
                    @Override
                    public List<String> versions(String repository) {
                        throw new AssertionError(repository);
                    }

                    @Override
                    public byte[] archive(String repository, String version) {
                        throw new AssertionError(repository);
                    }
                },
                Proxies.none(),
                directory.resolve("cache"),
                Clock.systemUTC());
    }

    private Path write(Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
        return directory.resolve("shop");
    }

    private static List<String> packed(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return ChartArchive.read(in, archive.toString()).stream()
                    .map(ChartFile::path)
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatTheIgnoreFileOfAChartNamesIsNeitherPackedNorTakenFromTheCommit() throws IOException {
        Map<String, String> files = library();
        files.put("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n" + REQUIREMENTS);
        Path shop = write(files);
        assertThat(dependencies().update(shop).archives()).containsExactly("lib-1.2.0.tgz");
        List<String> ours = packed(shop.resolve("charts/lib-1.2.0.tgz"));
        assertThat(ours).containsExactly(".helmignore", "Chart.yaml", "conf/e.txt", "templates/a.yaml");
        new Helm(shop).dependency().update().call();
        assertThat(packed(shop.resolve("charts/lib-1.2.0.tgz"))).isEqualTo(ours);

        MemoryTree commit = new MemoryTree();
        files.forEach(commit::file);
        assertThat(dependencies().complete(commit, "shop").list("shop/charts"))
                .map(TreeEntry::path)
                .map(path -> path.substring("shop/charts/lib/".length()))
                .containsExactlyElementsOf(ours);
    }

    @Test
    void chartsOfTheFirstVersionHaveRequirements() throws IOException {
        Map<String, String> files = library();
        files.put("shop/Chart.yaml", "apiVersion: v1\nname: shop\nversion: 1.0.0\n");
        files.put("shop/requirements.yaml", REQUIREMENTS);
        Path shop = write(files);
        ChartDependencies.Update update = dependencies().update(shop);
        assertThat(update).isEqualTo(new ChartDependencies.Update(List.of("lib-1.2.0.tgz"), "requirements.lock", true));
        String lock = Files.readString(shop.resolve("requirements.lock"));
        // Helm writes another lock unless it would have the same digest.
        new Helm(shop).dependency().update().call();
        assertThat(shop.resolve("requirements.lock")).hasContent(lock);
        assertThat(shop.resolve("Chart.lock")).doesNotExist();

        MemoryTree commit = new MemoryTree();
        files.forEach(commit::file);
        assertThat(dependencies().complete(commit, "shop").list("shop/charts"))
                .map(TreeEntry::path)
                .contains("shop/charts/lib/Chart.yaml");
    }

    @Test
    void linksInsideOfAChartElsewhereInTheCommitAreFollowed() {
        MemoryTree commit = new MemoryTree()
                .file("shop/Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\n" + REQUIREMENTS)
                .file("lib/Chart.yaml", "apiVersion: v2\nname: lib\nversion: 1.2.0\n")
                .file("shared/x.txt", "of shared")
                .link("lib/y.txt", "../shared/x.txt");
        var complete = dependencies().complete(commit, "shop");
        assertThat(complete.text("shop/charts/lib/y.txt")).contains("of shared");
    }
}
