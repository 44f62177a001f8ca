package io.werf.maven;

import io.werf.core.RenderOptions;
import io.werf.core.RenderReport;
import io.werf.core.RenderRequest;
import io.werf.core.Werf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Renders the chart of HEAD's commit and prints the manifests; with {@code -q}, nothing else. Asks neither registry nor cluster unless
 * it validates; dependencies of the chart that are not in the commit are fetched once.
 */
@Mojo(name = "render", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class RenderMojo extends AbstractChartMojo {

    /** File to write the manifests to, relative to the project directory. Default: they are printed. */
    @Parameter(property = "werf.output")
    private @Nullable String output;

    /**
     * Templates of which to show the documents, one a line: paths in the chart ({@code templates/web.yaml}) or from the project
     * directory. Default: all.
     */
    @Parameter(property = "werf.showOnly")
    private @Nullable List<String> showOnly;

    /** Version of Kubernetes that the chart is rendered for, as {@code .Capabilities.KubeVersion}. Default: {@code v1.20.0}. */
    @Parameter(property = "werf.kubeVersion")
    private @Nullable String kubeVersion;

    /** What {@code .Capabilities.APIVersions} has, for example {@code monitoring.coreos.com/v1}. One a line. Default: nothing. */
    @Parameter(property = "werf.apiVersions")
    private @Nullable List<String> apiVersions;

    /**
     * Whether the cluster is asked what it thinks of each object, by dry runs that write nothing: it refuses fields that it does
     * not know. Then the chart is rendered for the version and APIs of that cluster.
     */
    @Parameter(property = "werf.validate")
    private @Nullable String validate;

    @Override
    void run(Werf werf, Settings settings) throws MojoExecutionException {
        RenderOptions options = new RenderOptions(
                settings.list("werf.showOnly", showOnly),
                settings.text("werf.kubeVersion", kubeVersion),
                settings.list("werf.apiVersions", apiVersions),
                settings.flag("werf.validate", validate, false));
        RenderReport report = werf.render(
                new RenderRequest(project(settings), images(settings), chart(settings), release(settings), options));
        Optional<Path> file =
                settings.text("werf.output", output).map(project(settings).directory()::resolve);
        if (file.isEmpty()) {
            // not through the log: with -q the output is the manifests and nothing else
            System.out.print(report.manifest());
            System.out.flush();
            return;
        }
        try {
            Files.writeString(file.get(), report.manifest());
        } catch (IOException e) {
            throw new MojoExecutionException("cannot write the manifests to " + file.get() + ": " + e, e);
        }
        getLog().info("Manifests written to " + file.get());
    }
}
