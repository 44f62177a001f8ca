package io.werf.maven;

import io.werf.core.RenderOptions;
import io.werf.core.RenderReport;
import io.werf.core.RenderRequest;
import io.werf.core.Werf;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Renders the chart of HEAD's commit and prints the manifests; with {@code -q}, nothing else. Asks neither registry nor cluster unless
 * it validates; dependencies of the chart that are not in the commit are fetched once.
 */
@Mojo(name = "render", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class RenderMojo extends AbstractOfflineMojo {

    /** File to write the manifests to, relative to the project directory. Default: they are printed. */
    @Parameter(property = "werf.output")
    private @Nullable String output;

    /**
     * Templates of which to show the documents, separated by commas or lines: paths in the chart ({@code templates/web.yaml}) or from the project
     * directory. Default: all.
     */
    @Parameter(property = "werf.showOnly")
    private @Nullable List<String> showOnly;

    /** Whether the files of {@code crds/} are shown too. Default: true. */
    @Parameter(property = "werf.includeCrds")
    private @Nullable String includeCrds;

    /**
     * Whether the cluster is asked what it thinks of each object, by dry runs that write nothing: it refuses fields that it does
     * not know. Then the chart is rendered for the version and APIs of that cluster.
     */
    @Parameter(property = "werf.validate")
    private @Nullable String validate;

    /** Whether all images have the tag {@code TAG} instead of their own, so that manifests differ only where the chart does. */
    @Parameter(property = "werf.stubTags")
    private @Nullable String stubTags;

    @Override
    void run(Werf werf, Settings settings) {
        RenderOptions offline = offline(settings);
        RenderOptions options = new RenderOptions(
                settings.names("werf.showOnly", showOnly),
                offline.kubeVersion(),
                offline.apiVersions(),
                offline.lookupResources(),
                settings.flag("werf.includeCrds", includeCrds, true),
                settings.flag("werf.validate", validate, false),
                settings.flag("werf.stubTags", stubTags, false));
        RenderReport report = werf.render(new RenderRequest(
                deployed(settings), images(settings, false, false), chart(settings), release(settings), options));
        Optional<Path> file = file(settings, "werf.output", output);
        if (file.isEmpty()) {
            // not through the log: with -q the output is the manifests and nothing else
            System.out.print(report.manifest());
            System.out.flush();
            return;
        }
        OutputFile.write(file.get(), report.manifest());
        getLog().info("Manifests written to " + file.get());
    }
}
