package io.werf.maven;

import io.werf.core.CleanupRequest;
import io.werf.core.ProjectOptions;
import io.werf.core.Werf;
import io.werf.core.kube.KubeSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Removes images of the project that nobody needs any more: neither a cluster, nor the Git history by {@code cleanup.keepPolicies}
 * of {@code werf.yaml}, nor a build of the last hours. Deletes nothing unless all of that could be found out.
 */
@Mojo(name = "cleanup", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class CleanupMojo extends AbstractDeletingMojo {

    /** Says what would go and why, and deletes nothing. Default: false. */
    @Parameter(property = "werf.dryRun")
    private @Nullable String dryRun;

    /** Where the report goes, relative to the project directory. Default: {@code target/werf/cleanup.json}. */
    @Parameter(property = "werf.cleanupReport")
    private @Nullable String cleanupReport;

    /** Lets images go that only clusters use. Default: false. */
    @Parameter(property = "werf.withoutKube")
    private @Nullable String withoutKube;

    /** Kubeconfig file, or several separated as in a PATH. Default: {@code KUBECONFIG}, then {@code ~/.kube/config}. */
    @Parameter(property = "werf.kubeConfig")
    private @Nullable String kubeConfig;

    /** The only context of the kubeconfig whose cluster counts. Default: all contexts. */
    @Parameter(property = "werf.kubeContext")
    private @Nullable String kubeContext;

    /** Only what is in these namespaces counts. Separated by commas or lines. Default: all. */
    @Parameter(property = "werf.kubeScanNamespaces")
    private @Nullable List<String> kubeScanNamespaces;

    /** Keeps images that only release records mention, as a rollback may need them; wants the right to read Secrets. Default: true. */
    @Parameter(property = "werf.scanReleases")
    private @Nullable String scanReleases;

    /** Tags that stay in any case. Separated by commas or lines. */
    @Parameter(property = "werf.keepTags")
    private @Nullable List<String> keepTags;

    /** A file with tags or names of images that stay in any case, one on each line, relative to the project directory. */
    @Parameter(property = "werf.keepList")
    private @Nullable String keepList;

    /** How many hours an image stays after it was built; 0 keeps none for that. Default: {@code werf.yaml}, else 2. */
    @Parameter(property = "werf.keepStagesBuiltWithinLastNHours")
    private @Nullable String keepStagesBuiltWithinLastNHours;

    @Override
    void run(Werf werf, Settings settings) {
        refuseSandbox(settings);
        ProjectOptions project = project(settings);
        Path report = project.directory()
                .resolve(settings.text("werf.cleanupReport", cleanupReport).orElse("target/werf/cleanup.json"));
        KubeSettings cluster = ReleaseSettings.read(settings, null, null, kubeConfig, kubeContext)
                .cluster();
        Optional<Duration> within = settings.text(
                        "werf.keepStagesBuiltWithinLastNHours", keepStagesBuiltWithinLastNHours)
                .map(text -> Duration.ofHours(settings.number(
                        "werf.keepStagesBuiltWithinLastNHours", keepStagesBuiltWithinLastNHours, 0, 0)));
        Set<String> keep = new HashSet<>(settings.names("werf.keepTags", keepTags));
        settings.lines("werf.keepList", keepList, project.directory()).forEach(line -> keep.add(tag(line)));
        CleanupRequest request = new CleanupRequest(
                project,
                images(settings),
                settings.flag("werf.withoutKube", withoutKube, false) ? Optional.empty() : Optional.of(cluster),
                settings.names("werf.kubeScanNamespaces", kubeScanNamespaces),
                settings.flag("werf.scanReleases", scanReleases, true),
                keep,
                within,
                vendor(settings),
                settings.flag("werf.dryRun", dryRun, false));
        CleanupReports.write(report, () -> werf.cleanup(request));
    }

    /** Whole names of images are what people have at hand. */
    private static String tag(String image) {
        if (image.contains("@")) {
            return image.substring(image.indexOf('@') + 1);
        }
        return image.substring(Math.max(image.lastIndexOf(':'), image.lastIndexOf('/')) + 1);
    }
}
