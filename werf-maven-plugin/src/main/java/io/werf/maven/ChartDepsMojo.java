package io.werf.maven;

import io.werf.core.ChartDepsRequest;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Fetches the charts that {@code Chart.yaml} depends on into {@code charts/} of the work tree and writes their versions to
 * {@code Chart.lock}, as {@code helm dependency update} does. Commit both, or {@code Chart.lock} alone: then other goals fetch
 * what is locked, once. Logins come from the servers of Maven's {@code settings.xml} (id: the host of the repository) and
 * from Helm's {@code repositories.yaml}; for OCI registries from Docker's configuration.
 */
@Mojo(name = "chart-deps", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class ChartDepsMojo extends AbstractImagesMojo {

    @Override
    void run(Werf werf, Settings settings) {
        werf.updateCharts(new ChartDepsRequest(project(settings), images(settings)));
    }
}
