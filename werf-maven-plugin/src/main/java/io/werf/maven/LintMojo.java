package io.werf.maven;

import io.werf.core.LintRequest;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Checks the chart of HEAD's commit: renders it and looks at every document. All findings come in one list, with file and
 * line; errors fail the build. Asks neither registry nor cluster.
 */
@Mojo(name = "lint", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class LintMojo extends AbstractOfflineMojo {

    /** Whether warnings fail the build too. */
    @Parameter(property = "werf.strict")
    private @Nullable String strict;

    @Override
    void run(Werf werf, Settings settings) {
        werf.lint(new LintRequest(
                deployed(settings),
                images(settings, false, false),
                chart(settings),
                release(settings),
                offline(settings),
                settings.flag("werf.strict", strict, false)));
    }
}
