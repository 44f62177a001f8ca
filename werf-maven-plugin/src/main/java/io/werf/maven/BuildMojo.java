package io.werf.maven;

import io.werf.core.BuildOptions;
import io.werf.core.BuildReport;
import io.werf.core.BuildRequest;
import io.werf.core.Werf;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** Builds and pushes the images of HEAD's commit that the registry lacks. */
@Mojo(name = "build", requiresProject = false, aggregator = true, inheritByDefault = false, threadSafe = true)
public final class BuildMojo extends AbstractImagesMojo {

    /** Writes names, digests and ids of the images into a file. Default: false. */
    @Parameter(property = "werf.saveBuildReport")
    private @Nullable String saveBuildReport;

    /**
     * Where that report goes, relative to the project directory: JSON, or lines for shells when the name ends in {@code .env}.
     * Default: {@code .werf-build-report.json}.
     */
    @Parameter(property = "werf.buildReportPath")
    private @Nullable String buildReportPath;

    /** Builds nothing: fails when the repository lacks an image. Default: false. */
    @Parameter(property = "werf.requireBuiltImages")
    private @Nullable String requireBuiltImages;

    /** Builds no images that have {@code final: false} in {@code werf.yaml} and that no other image is made of. Default: false. */
    @Parameter(property = "werf.finalImagesOnly")
    private @Nullable String finalImagesOnly;

    /**
     * The names of the images to build, with those that they are made of; separated by commas. They are built even if they have
     * {@code final: false}. Default: all.
     */
    @Parameter(property = "werf.images")
    private @Nullable List<String> images;

    @Override
    void run(Werf werf, Settings settings) {
        boolean save = settings.flag("werf.saveBuildReport", saveBuildReport, false);
        Path file =
                BuildReports.path(settings, buildReportPath, project(settings).directory());
        boolean required = settings.flag("werf.requireBuiltImages", requireBuiltImages, false);
        BuildReport report = werf.build(new BuildRequest(
                project(settings)
                        .withFinalImagesOnly(settings.flag("werf.finalImagesOnly", finalImagesOnly, false))
                        .withImages(settings.names("werf.images", images)),
                images(settings).withBuild(new BuildOptions(required, Optional.empty(), save)),
                sandbox(settings)));
        if (save) {
            BuildReports.write(file, report);
        }
    }
}
