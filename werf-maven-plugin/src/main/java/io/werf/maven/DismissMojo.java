package io.werf.maven;

import io.werf.core.DismissRequest;
import io.werf.core.RolloutOptions;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Removes the release with all of its objects and records. Images stay in the registry. */
@Mojo(name = "dismiss", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class DismissMojo extends AbstractReleaseMojo {

    /** Longest time for the removal: seconds, or with units as in {@code 10m}. Default: no limit. */
    @Parameter(property = "werf.timeout")
    private @Nullable String timeout;

    /** Whether the namespace of the release is deleted at last, with everything that is in it. Default: false. */
    @Parameter(property = "werf.withNamespace")
    private @Nullable String withNamespace;

    @Override
    void run(Werf werf, Settings settings) {
        werf.dismiss(new DismissRequest(
                project(settings),
                release(settings),
                RolloutOptions.DEFAULT.withTimeout(settings.duration("werf.timeout", timeout)),
                settings.flag("werf.withNamespace", withNamespace, false)));
    }
}
