package io.werf.core;

import io.werf.core.build.BackendChoice;
import io.werf.core.build.BuildBackend;
import io.werf.core.build.ImageBuilder;
import io.werf.core.build.ImageReport;
import io.werf.core.build.SecretReader;
import io.werf.core.cleanup.ImageRecords;
import io.werf.core.config.CleanupConfig;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.event.Event.Step;
import io.werf.core.event.EventSink;
import io.werf.core.image.ImageDigest;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Images: which exist, and building those that do not. */
final class ImagePhase {

    private final RegistryClient registry;
    private final List<BuildBackend> backends;
    private final SecretReader secrets;
    private final ImageOptions options;
    private final EventSink sink;
    private final Clock clock;

    ImagePhase(
            RegistryClient registry,
            List<BuildBackend> backends,
            SecretReader secrets,
            ImageOptions options,
            EventSink sink,
            Clock clock) {
        this.registry = registry;
        this.backends = backends;
        this.secrets = secrets;
        this.options = options;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Asks the registry for the images of the project.
     *
     * @throws NoRepositoryException if there are images and no repository is given
     */
    ImageDiff diff(Project project, Steps steps) {
        Repository repository = repository(project);
        return steps.run(Step.REGISTRY, () -> {
            ImageDiff diff = Answers.await(ImageDiff.of(registry, repository, project.images()));
            Set<String> present = diff.present().stream().map(TargetImage::name).collect(Collectors.toSet());
            for (TargetImage image : project.images()) {
                sink.accept(new Event.ImageResolved(
                        image.name(), repository.image(image.digest()).toString(), present.contains(image.name())));
            }
            return diff;
        });
    }

    /** Sees to it that all images of the project exist. Asks nobody when the project has none. */
    BuildReport ensure(Project project, Steps steps) {
        if (project.images().isEmpty()) {
            return new BuildReport(List.of());
        }
        ImageDiff diff = diff(project, steps);
        Set<String> built = new HashSet<>();
        if (!diff.missing().isEmpty()) {
            ImageBuilder builder = new ImageBuilder(
                    registry, new BackendChoice(backends), secrets, options.parallelBuilds(), sink, clock);
            ImageReport report = steps.run(Step.BUILD, () -> builder.build(diff, labels(project)));
            report.images().stream().filter(ImageReport.Entry::built).forEach(entry -> built.add(entry.name()));
        }
        return new BuildReport(project.images().stream()
                .map(image -> new BuildReport.Image(
                        image.name(), diff.repository().image(image.digest()).toString(), built.contains(image.name())))
                .toList());
    }

    /**
     * Tells clean-ups, in the repository, that the commit has these images, unless {@code werf.yaml} says that no clean-up goes
     * by Git history, or the images are those of uncommitted work. Images that one has deleted before it could know that are built again.
     *
     * @param images what {@link #ensure} gave
     */
    void claim(Project project, BuildReport images, Steps steps) {
        CleanupConfig cleanup = project.config().cleanup();
        if (project.development() || project.images().isEmpty() || cleanup.disabled() || !cleanup.gitHistoryPolicy()) {
            return;
        }
        Collection<String> built = images.built();
        while (publish(project, built)
                && !Answers.await(ImageDiff.of(registry, repository(project), project.images()))
                        .missing()
                        .isEmpty()) {
            built = ensure(project, steps).built();
        }
    }

    /** A failure is a warning: the images are whole without records. */
    private boolean publish(Project project, Collection<String> built) {
        List<Map<String, ImageDigest>> rounds = new ArrayList<>();
        project.images().forEach(image -> collect(image, rounds));
        try {
            for (Map<String, ImageDigest> images : rounds) {
                Answers.await(new ImageRecords(registry, clock)
                        .publish(
                                repository(project),
                                project.config().project(),
                                project.commit().hash(),
                                images,
                                Set.copyOf(built)));
            }
            return true;
        } catch (WerfException e) {
            sink.accept(new Event.Warning("clean-ups will not know which images this commit has: " + e.getMessage()));
            return false;
        }
    }

    /**
     * Puts an image and what it is made of into the first map that has no image of that name: a list of platforms needs the
     * images in it, so that they are recorded as that image too.
     */
    private static void collect(TargetImage image, List<Map<String, ImageDigest>> rounds) {
        Optional<Map<String, ImageDigest>> free = rounds.stream()
                .filter(round -> !round.containsKey(image.name()))
                .findFirst();
        Map<String, ImageDigest> round = free.orElseGet(LinkedHashMap::new);
        if (free.isEmpty()) {
            rounds.add(round);
        }
        round.put(image.name(), image.digest());
        image.origin().parts().forEach(part -> collect(part, rounds));
    }

    /** Full names of the final images by the names in {@code werf.yaml}; needs no registry. */
    static Map<String, String> references(Project project, Repository repository) {
        Map<String, String> references = new LinkedHashMap<>();
        project.images().stream()
                .filter(image -> image.config().isFinal())
                .forEach(image -> references.put(
                        image.name(), repository.image(image.digest()).toString()));
        return references;
    }

    private Repository repository(Project project) {
        return Repository.parse(options.repo()
                .orElseThrow(() -> new NoRepositoryException(
                        project.images().stream().map(TargetImage::name).toList())));
    }

    private static Map<String, String> labels(Project project) {
        Map<String, String> labels = new HashMap<>();
        labels.put("werf", project.config().project());
        labels.put("werf-version", Version.current());
        labels.put("werf-project-repo-commit", project.commit().hash());
        return labels;
    }
}
