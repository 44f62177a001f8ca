package io.werf.core;

import io.werf.core.chart.dependency.ChartDependencyException;
import io.werf.core.chart.dependency.ChartRegistry;
import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Charts that are kept in OCI registries, by the layout of Helm. */
final class OciCharts implements ChartRegistry {

    private static final String CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
    private static final int LARGEST = 100 << 20;

    private final Supplier<RegistryClient> client;

    /** @param client asked for only when a chart has such a dependency */
    OciCharts(Supplier<RegistryClient> client) {
        this.client = client;
    }

    /** A tag cannot have a plus: Helm writes an underscore for it. */
    @Override
    public List<String> versions(String repository) {
        return Answers.await(client.get().tags(Repository.parse(repository))).stream()
                .map(tag -> tag.replace('_', '+'))
                .toList();
    }

    @Override
    public byte[] archive(String repository, String version) {
        Repository parsed = Repository.parse(repository);
        String tag = version.replace('+', '_');
        ImageManifest manifest = Answers.await(client.get().manifest(parsed, tag))
                .orElseThrow(() -> wrong(parsed, tag, "there is no such chart"));
        String layer = Tree.list(Json.read(manifest.json()), "layers").stream()
                .filter(item -> Tree.string(item, "mediaType").equals(Optional.of(CHART_LAYER)))
                .findFirst()
                .flatMap(item -> Tree.string(item, "digest"))
                .orElseThrow(() -> wrong(parsed, tag, "what is there is no chart of Helm"));
        try (InputStream content = Answers.await(client.get().blob(parsed, layer))) {
            byte[] archive = content.readNBytes(LARGEST);
            if (content.read() >= 0) {
                throw wrong(parsed, tag, "the chart is larger than " + (LARGEST >> 20) + " MiB");
            }
            return archive;
        } catch (IOException e) {
            throw wrong(parsed, tag, "the chart cannot be read: " + e.getMessage());
        }
    }

    private static ChartDependencyException wrong(Repository repository, String tag, String problem) {
        return ChartDependencyException.of(repository + ":" + tag, problem);
    }
}
