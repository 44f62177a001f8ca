package io.werf.maven;

import io.werf.core.PlanRequest;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.Mojo;

/** Shows which images would be built and what would change in the cluster, with diffs. Writes nothing. */
@Mojo(name = "plan", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class PlanMojo extends AbstractChartMojo {

    @Override
    boolean showsDiffs() {
        return true;
    }

    @Override
    void run(Werf werf, Settings settings) {
        werf.plan(new PlanRequest(
                project(settings), images(settings), chart(settings), release(settings), sandbox(settings)));
    }
}
