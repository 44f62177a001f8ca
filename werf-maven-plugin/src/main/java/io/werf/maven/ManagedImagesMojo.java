package io.werf.maven;

import io.werf.core.ManagedImagesRequest;
import io.werf.core.Werf;
import java.util.HashSet;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Lists the names of images that clean-ups know of: those that builds have recorded in the repository. A name that was taken out of
 * {@code werf.yaml} stays, and with it what Git history keeps of its images, until it is removed by this goal.
 */
@Mojo(name = "managed-images", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class ManagedImagesMojo extends AbstractDeletingMojo {

    /** Names to record before the list is made. Separated by commas or lines. */
    @Parameter(property = "werf.add")
    private @Nullable List<String> add;

    /** Names to forget before the list is made. Separated by commas or lines. */
    @Parameter(property = "werf.remove")
    private @Nullable List<String> remove;

    @Override
    void run(Werf werf, Settings settings) {
        refuseSandbox(settings);
        List<String> names = werf.managedImages(new ManagedImagesRequest(
                project(settings),
                images(settings),
                vendor(settings),
                new HashSet<>(settings.names("werf.add", add)),
                new HashSet<>(settings.names("werf.remove", remove))));
        // not through the log: with -q the output is the names and nothing else
        names.forEach(System.out::println);
        System.out.flush();
    }
}
