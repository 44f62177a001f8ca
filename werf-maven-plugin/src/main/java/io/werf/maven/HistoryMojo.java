package io.werf.maven;

import io.werf.core.HistoryReport;
import io.werf.core.HistoryRequest;
import io.werf.core.Werf;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Lists the revisions of the release. */
@Mojo(name = "history", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class HistoryMojo extends AbstractReleaseMojo {

    /**
     * {@code text}, {@code json} (as {@code helm history -o json}) or {@code yaml}. For programs call Maven with {@code -q}: nothing
     * else is printed then. Default: {@code text}.
     */
    @Parameter(property = "werf.format")
    private @Nullable String format;

    @Override
    void run(Werf werf, Settings settings) {
        OutputFormat output = OutputFormat.read(settings, format);
        HistoryReport report = werf.history(new HistoryRequest(project(settings), release(settings)));
        output.print(report.lines(), report.tree());
    }
}
