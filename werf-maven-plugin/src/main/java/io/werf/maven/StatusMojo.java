package io.werf.maven;

import io.werf.core.StatusReport;
import io.werf.core.StatusRequest;
import io.werf.core.Werf;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Shows the newest revision of the release, or another one, and how its objects are now. */
@Mojo(name = "status", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class StatusMojo extends AbstractReleaseMojo {

    /** Number of the revision. Default: the newest. */
    @Parameter(property = "werf.revision")
    private @Nullable String revision;

    /**
     * {@code text}, {@code json} or {@code yaml}. For programs call Maven with {@code -q}: nothing else is printed then.
     * Default: {@code text}.
     */
    @Parameter(property = "werf.format")
    private @Nullable String format;

    @Override
    void run(Werf werf, Settings settings) {
        OutputFormat output = OutputFormat.read(settings, format);
        int wanted = settings.number("werf.revision", revision, 0, 0);
        StatusReport report = werf.status(new StatusRequest(
                project(settings), release(settings), wanted == 0 ? Optional.empty() : Optional.of(wanted)));
        output.print(report.lines(), report.tree());
    }
}
