package io.werf.core;

import io.werf.core.build.BackendChoice;
import io.werf.core.build.BuildBackend;
import io.werf.core.build.ImageBuilder;
import io.werf.core.build.ImageReport;
import io.werf.core.build.SecretReader;
import io.werf.core.chart.ChartImages;
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
import io.werf.core.registry.ImageInspector;
import io.werf.core.registry.PublishedImage;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Images: which exist, and building those that do not. */
final class ImagePhase {

    private final RegistryClient registry;
    private final List<BuildBackend> backends;
    private final SecretReader secrets;
    private final ImageOptions options;
    private final BuildReport.RuntimeInfo runtime;
    private final EventSink sink;
    private final Clock clock;

    /** @param runtime what the run works with, for reports */
    ImagePhase(
            RegistryClient registry,
            List<BuildBackend> backends,
            SecretReader secrets,
            ImageOptions options,
            BuildReport.RuntimeInfo runtime,
            EventSink sink,
            Clock clock) {
        this.registry = registry;
        this.backends = backends;
        this.secrets = secrets;
        this.options = options;
        this.runtime = runtime;
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

    /**
     * Which images there are, and which a converge would build. Asks nobody when a build's report says it.
     *
     * @param names of the final ones
     * @throws ImagesNotBuiltException if there are some to build, and none shall be
     */
    List<PlanReport.Image> planned(Project project, ChartImages names, Steps steps) {
        tellSource(names.names().size());
        Set<String> missing = options.build().report().isPresent()
                ? Set.of()
                : requireBuilt(diff(project, steps)).missing().stream()
                        .map(TargetImage::name)
                        .collect(Collectors.toSet());
        return project.images().stream()
                .map(TargetImage::name)
                .map(name -> new PlanReport.Image(name, names.names().getOrDefault(name, ""), !missing.contains(name)))
                .toList();
    }

    /** Says so when images come from a build's report. */
    private void tellSource(int images) {
        options.build()
                .report()
                .ifPresent(file -> sink.accept(new Event.Notice("Images  " + images + " of the build report " + file)));
    }

    private ImageDiff requireBuilt(ImageDiff diff) {
        if (options.build().requireBuilt() && !diff.missing().isEmpty()) {
            throw new ImagesNotBuiltException(
                    diff.repository().toString(),
                    diff.missing().stream().map(TargetImage::name).toList());
        }
        return diff;
    }

    /** Sees to it that all images of the project exist. Asks nobody when the project has none. */
    BuildReport ensure(Project project, Steps steps) {
        if (project.images().isEmpty()) {
            return new BuildReport(List.of(), runtime);
        }
        if (options.build().report().isPresent()) {
            Path file = options.build().report().get();
            BuildReport report = BuildReportFile.read(file, project, runtime);
            tellSource(report.images().size());
            return report;
        }
        ImageNaming naming = naming(project);
        ImageDiff diff = requireBuilt(new ImageDelivery(registry, options, sink, clock).fetch(diff(project, steps)));
        if (diff.missing().isEmpty()) {
            return report(project, naming, diff.repository(), new ImageReport(Map.of()));
        }
        ImageBuilder builder =
                new ImageBuilder(registry, new BackendChoice(backends), secrets, options.parallelBuilds(), sink, clock);
        ImageReport built = steps.run(Step.BUILD, () -> builder.build(diff, labels(project)));
        return report(project, naming, diff.repository(), built);
    }

    private BuildReport report(Project project, ImageNaming naming, Repository repository, ImageReport built) {
        Map<ImageDigest, CompletableFuture<Optional<PublishedImage>>> answers = new HashMap<>();
        if (options.build().describe()) {
            ImageInspector inspector = new ImageInspector(registry);
            project.images().stream()
                    .flatMap(ImagePhase::withParts)
                    .forEach(image -> answers.computeIfAbsent(
                            image.digest(), digest -> inspector.published(repository, digest.hex())));
        }
        Function<TargetImage, String> named =
                image -> repository.image(image.digest()).toString();
        Function<TargetImage, Optional<PublishedImage>> described =
                image -> Optional.ofNullable(answers.get(image.digest())).flatMap(Answers::await);
        return new BuildReport(
                project.images().stream()
                        .map(image -> BuildReport.Image.of(
                                image,
                                built::took,
                                image.config().isFinal() ? naming.reference(image) : named.apply(image),
                                named,
                                described))
                        .toList(),
                built.backends()
                        .map(names -> new BuildReport.RuntimeInfo(names, runtime.inContainer()))
                        .orElse(runtime));
    }

    private static Stream<TargetImage> withParts(TargetImage image) {
        return Stream.concat(Stream.of(image), image.origin().parts().stream().flatMap(ImagePhase::withParts));
    }

    /**
     * Copies the final images to their own repository, if there is one, and gives them the tags that were asked for; and what was
     * built to the caches.
     *
     * @param images what {@link #ensure} gave
     */
    void deliver(Project project, BuildReport images) {
        if (!project.images().isEmpty() && options.build().report().isEmpty()) {
            ImageDelivery delivery = new ImageDelivery(registry, options, sink, clock);
            delivery.deliver(project, repository(project), naming(project));
            List<String> built = images.built();
            delivery.keep(
                    project.images().stream()
                            .filter(image -> built.contains(image.name()))
                            .toList(),
                    repository(project));
        }
    }

    /**
     * What the application is deployed by; needs no registry.
     *
     * @throws CustomTagException if it is to go by tags, and they are not good or not allowed
     */
    ImageNaming naming(Project project) {
        return naming(project, options, repository(project));
    }

    /** The same. */
    static ImageNaming naming(Project project, ImageOptions options, Repository primary) {
        options.tags().all().forEach(tag -> new TagTemplate(tag).check(project.finalImages()));
        if (options.tags().used().isPresent() && !project.customTags()) {
            throw new CustomTagException(
                    "the release is to refer to images by a tag that can be moved, which werf-giterminism.yaml does not allow",
                    "Leave  -Dwerf.useCustomTag  away, or allow it:\n\ngiterminismConfigVersion: 1\ncli:\n  allowCustomTags: true");
        }
        return new ImageNaming(
                options.others().ofFinal().map(Repository::parse).orElse(primary),
                options.tags().used().map(TagTemplate::new));
    }

    /**
     * Tells clean-ups, in the repository, that the commit has these images, unless {@code werf.yaml} says that no clean-up goes
     * by Git history, or the images are those of uncommitted work. Images that one has deleted before it could know that are built again.
     *
     * @param images what {@link #ensure} gave
     */
    void claim(Project project, BuildReport images, Steps steps) {
        CleanupConfig cleanup = project.config().cleanup();
        if (options.build().report().isPresent()
                || project.development()
                || project.images().isEmpty()
                || cleanup.disabled()
                || !cleanup.gitHistoryPolicy()) {
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
