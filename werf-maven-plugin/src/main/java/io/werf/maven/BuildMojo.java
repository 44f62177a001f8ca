package io.werf.maven;

import io.werf.core.BuildRequest;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.Mojo;

/** Builds and pushes the images of HEAD's commit that the registry lacks. */
@Mojo(name = "build", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class BuildMojo extends AbstractImagesMojo {

    @Override
    void run(Werf werf, Settings settings) {
        werf.build(new BuildRequest(project(settings), images(settings), sandbox(settings)));
    }
}
