package io.werf.core;

import io.werf.core.config.NoWerfConfigException;
import io.werf.core.config.WerfConfig;
import io.werf.core.config.WerfConfigReader;
import io.werf.core.event.Event.Step;
import io.werf.core.git.Commit;
import io.werf.core.git.GitRepository;
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

/** The application of HEAD's commit, read and checked; nothing here has touched the network. */
record Project(Commit commit, ProjectTree tree, WerfConfig config, List<TargetImage> images) {

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
        Commit commit = steps.run(Step.GIT, git::head);
        ProjectTree tree = git.tree(commit);
        WerfConfig config = config(git, tree, environment, options, steps);
        return steps.run(Step.DIGESTS, () -> {
            refuseUncommitted(git, needs(tree, config, options, chart));
            return new Project(
                    commit,
                    tree,
                    config,
                    TargetImages.resolve(tree, config.images(), options.directory(), options.modules()));
        });
    }

    /** Only the configuration, of a project whose images and chart do not matter. */
    static WerfConfig config(GitRepository git, Map<String, String> environment, ProjectOptions options, Steps steps) {
        return config(git, git.tree(steps.run(Step.GIT, git::head)), environment, options, steps);
    }

    private static WerfConfig config(
            GitRepository git, ProjectTree tree, Map<String, String> environment, ProjectOptions options, Steps steps) {
        return steps.run(Step.CONFIG, () -> readConfig(git, tree, environment, options));
    }

    private static WerfConfig readConfig(
            GitRepository git, ProjectTree tree, Map<String, String> environment, ProjectOptions options) {
        Optional<String> name =
                Optional.of(environment.getOrDefault(PROJECT_NAME, "")).filter(text -> !text.isEmpty());
        try {
            return WerfConfigReader.read(tree, options.config(), name);
        } catch (NoWerfConfigException missing) {
            // It may be there and only not be committed, which is another mistake with another remedy.
            refuseUncommitted(git, path -> configFiles(options).contains(path) ? Optional.of("") : Optional.empty());
            throw missing;
        }
    }

    private static Function<String, Optional<String>> needs(
            ProjectTree tree, WerfConfig config, ProjectOptions options, ChartOptions chart) {
        Set<String> files = new HashSet<>(chart.values());
        files.addAll(chart.secrets().values());
        files.addAll(configFiles(options));
        String chartDirectory = config.deploy().helmChartDir() + "/";
        BuildNeeds builds = BuildNeeds.of(tree, config.images(), options.directory(), options.modules());
        return path ->
                files.contains(path) || path.startsWith(chartDirectory) ? Optional.of("") : builds.neededBy(path);
    }

    private static List<String> configFiles(ProjectOptions options) {
        return options.config().map(List::of).orElse(WerfConfigReader.DEFAULT_NAMES);
    }

    private static void refuseUncommitted(GitRepository git, Function<String, Optional<String>> neededBy) {
        List<UncommittedFile> uncommitted = git.uncommitted(neededBy);
        if (!uncommitted.isEmpty()) {
            throw new UncommittedFilesException(uncommitted);
        }
    }
}
