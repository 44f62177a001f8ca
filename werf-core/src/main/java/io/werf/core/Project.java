package io.werf.core;

import io.werf.core.config.ConfigOptions;
import io.werf.core.config.DeployConfig;
import io.werf.core.config.Giterminism;
import io.werf.core.config.ImageConfig;
import io.werf.core.config.PathPatterns;
import io.werf.core.config.WerfConfig;
import io.werf.core.config.WerfConfigReader;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event.Step;
import io.werf.core.git.Commit;
import io.werf.core.git.GitRepository;
import io.werf.core.git.PathRule;
import io.werf.core.git.ProjectFiles;
import io.werf.core.git.ProjectTree;
import io.werf.core.git.UncommittedFile;
import io.werf.core.git.UncommittedFilesException;
import io.werf.core.image.BuildNeeds;
import io.werf.core.image.TargetImage;
import io.werf.core.image.TargetImages;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The application of HEAD's commit, or of the work in progress, read and checked; nothing here has touched the network.
 *
 * @param development whether uncommitted work counts
 * @param customTags whether the release may go by tags that somebody chose
 * @param tree the chart's files are here
 * @param images those that count, see {@link ProjectOptions}
 */
record Project(
        ProjectFiles files,
        boolean development,
        boolean customTags,
        ProjectTree tree,
        WerfConfig config,
        List<TargetImage> images) {

    private static final String PROJECT_NAME = "WERF_PROJECT_NAME";

    /**
     * Reads it and refuses uncommitted changes to files that the run reads.
     *
     * @param git stays open as long as the tree is used
     */
    static Project read(
            GitRepository git,
            Map<String, String> environment,
            ProjectOptions options,
            ChartOptions chart,
            Steps steps) {
        ProjectFiles files = files(git, options, steps);
        WerfConfigReader reader = new WerfConfigReader(files, configOptions(options, environment));
        WerfConfig config = steps.run(Step.CONFIG, () -> read(git, reader, options));
        return steps.run(Step.DIGESTS, () -> {
            Giterminism rules = reader.rules();
            List<ImageConfig> images = images(config, options);
            ProjectTree builds = files.with(rules.buildFiles(images));
            refuseUncommitted(git, options, needs(builds, reader, config.deploy(), images, options, chart));
            return new Project(
                    files,
                    options.sources().development(),
                    rules.customTags(),
                    files.with(rules.chartFiles()),
                    config,
                    TargetImages.resolve(builds, images, options.directory(), options.modules()));
        });
    }

    private static List<ImageConfig> images(WerfConfig config, ProjectOptions options) {
        if (!options.images().isEmpty()) {
            return config.images(options.images());
        }
        return options.finalImagesOnly() ? config.finalImages() : config.images();
    }

    /** Only the configuration, of a project whose images and chart do not matter. */
    static WerfConfig config(GitRepository git, Map<String, String> environment, ProjectOptions options, Steps steps) {
        ProjectFiles files = files(git, options, steps);
        WerfConfigReader reader = new WerfConfigReader(files, configOptions(options, environment));
        return steps.run(Step.CONFIG, () -> read(git, reader, options));
    }

    private static ProjectFiles files(GitRepository git, ProjectOptions options, Steps steps) {
        SourceOptions sources = options.sources();
        if (!sources.development()) {
            return steps.run(Step.GIT, git::files);
        }
        PathRule ignored = PathPatterns.ofSetting("devIgnore", sources.developmentIgnores());
        return steps.run(Step.GIT, () -> git.developmentFiles(ignored));
    }

    private static ConfigOptions configOptions(ProjectOptions options, Map<String, String> environment) {
        SourceOptions sources = options.sources();
        return new ConfigOptions(
                options.config(),
                sources.configTemplates().orElse(ConfigOptions.DEFAULT.templatesDirectory()),
                sources.giterminismConfig().orElse(ConfigOptions.DEFAULT.giterminismPath()),
                sources.looseGiterminism(),
                options.env().orElse(""),
                Optional.of(environment.getOrDefault(PROJECT_NAME, "")).filter(text -> !text.isEmpty()),
                environment);
    }

    private static WerfConfig read(GitRepository git, WerfConfigReader reader, ProjectOptions options) {
        try {
            return reader.read();
        } catch (WerfException mistake) {
            // What is missing or wrong may be mended on disk and only not be committed: another mistake, another
            // remedy.
            refuseUncommitted(git, options, path -> reader.mustBeCommitted(path) ? Optional.of("") : Optional.empty());
            throw mistake;
        }
    }

    /** What must be committed, and for what: all that the run reads and that the rules do not let it read from disk. */
    private static Function<String, Optional<String>> needs(
            ProjectTree tree,
            WerfConfigReader reader,
            DeployConfig deploy,
            List<ImageConfig> images,
            ProjectOptions options,
            ChartOptions chart) {
        Set<String> values = new HashSet<>(chart.sources().paths());
        values.addAll(chart.secrets().values());
        String chartDirectory = deploy.helmChartDir() + "/";
        PathRule acceptedInChart = reader.rules().chartFiles();
        PathRule acceptedInBuilds = reader.rules().buildFiles(images);
        BuildNeeds builds = BuildNeeds.of(tree, images, options.directory(), options.modules());
        return path -> {
            boolean ofChart = values.contains(path) || path.startsWith(chartDirectory);
            if (reader.mustBeCommitted(path) || (ofChart && !acceptedInChart.matches(path))) {
                return Optional.of("");
            }
            return acceptedInBuilds.matches(path) ? Optional.empty() : builds.neededBy(path);
        };
    }

    private static void refuseUncommitted(
            GitRepository git, ProjectOptions options, Function<String, Optional<String>> neededBy) {
        SourceOptions sources = options.sources();
        if (sources.development() || sources.looseGiterminism()) {
            return;
        }
        List<UncommittedFile> uncommitted = git.uncommitted(neededBy);
        if (!uncommitted.isEmpty()) {
            throw new UncommittedFilesException(uncommitted);
        }
    }

    /** The images that the application is deployed with. */
    List<TargetImage> finalImages() {
        return images.stream().filter(image -> image.config().isFinal()).toList();
    }

    /** The commit; in development mode one that stands for the work in progress. */
    Commit commit() {
        return files.commit();
    }

    /** What is worked on, for people: the commit, and how much lies on top of it. */
    String description() {
        int uncommitted = files.uncommitted().size();
        return files.head().abbreviated()
                + (uncommitted == 0
                        ? ""
                        : " + " + uncommitted + (uncommitted == 1 ? " uncommitted file" : " uncommitted files"));
    }

    /** The summary of a run says so when it was one of work that nobody else has. */
    String marked(String summary) {
        return development ? summary + " (development mode)" : summary;
    }
}
