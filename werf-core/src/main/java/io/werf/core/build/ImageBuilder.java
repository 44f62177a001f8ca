package io.werf.core.build;

import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.image.ImageDigest;
import io.werf.core.image.Origin;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import io.werf.core.registry.UploadTag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Brings the missing images of a commit into the repository: builds them in parallel in the order of their dependencies,
 * each digest once, and publishes them. The first failure ends the others.
 */
public final class ImageBuilder {

    /** How many images are built at once when nobody says otherwise. */
    public static final int DEFAULT_PARALLEL = 5;

    private static final String DIGEST_LABEL = "werf-stage-content-digest";

    private final RegistryClient registry;
    private final BackendChoice backends;
    private final SecretReader secrets;
    private final int parallel;
    private final EventSink events;
    private final Publisher publisher;
    private final BaseChecks checks;
    private final Clock clock;

    /**
     * @param parallel how many images are built at once, at least 1
     * @param events gets the events of one thread at a time
     */
    public ImageBuilder(
            RegistryClient registry,
            BackendChoice backends,
            SecretReader secrets,
            int parallel,
            EventSink events,
            Clock clock) {
        this.registry = registry;
        this.backends = backends;
        this.secrets = secrets;
        this.parallel = parallel;
        this.events = EventSink.oneAtATime(events); // builds run on several threads
        this.publisher = new Publisher(registry, this.events);
        this.checks = new BaseChecks(registry, this.events);
        this.clock = clock;
    }

    /**
     * Builds and publishes what is missing.
     *
     * @param labels of each image that is built; its digest is added
     * @throws BuildFailedException if an image cannot be built; the running builds were ended
     * @throws TriggerFilesException if a base image's ONBUILD takes files that no digest knows of
     * @throws PushFailedException if one cannot be published
     * @throws NoBackendException if nothing can build one; nothing was built then
     * @throws SecretUnreadableException if one needs a secret that is not here; nothing was built then
     * @throws java.util.concurrent.CancellationException if this thread is interrupted; the running builds were ended
     */
    public ImageReport build(ImageDiff diff, Map<String, String> labels) {
        List<BuildJob> jobs = BuildJob.of(withMissingParts(diff.repository(), diff.missing()));
        // All choices come before the first build: what cannot be built at all is not found out after minutes.
        Map<BuildJob, BackendChoice.Chosen> chosen = new HashMap<>();
        Map<BuildJob, List<SecretValue>> values = new HashMap<>();
        for (BuildJob job : jobs) {
            if (job.image().origin() instanceof Origin.Built) {
                chosen.put(job, backends.choose(job.image()));
                values.put(job, secrets.read(job.image().config()));
            }
        }
        DependencyArgs args = new DependencyArgs(registry, diff);
        DerivedImages derived = new DerivedImages(registry, publisher, diff.repository());
        Map<ImageDigest, ImageReport.Built> built = new ConcurrentHashMap<>();
        new JobRunner(parallel).run(jobs, job -> {
            TargetImage image = job.image();
            ImageName name = diff.repository().image(image.digest());
            Map<String, String> all = new HashMap<>(labels);
            all.put(DIGEST_LABEL, image.digest().hex());
            BackendChoice.Chosen how = chosen.get(job);
            Optional<ImageReport.Built> result = how == null
                    ? derive(derived, image, name, all)
                    : build(
                            how,
                            image,
                            name,
                            () -> new BuildSpec(
                                    image,
                                    new ImageName(
                                            name.repository(),
                                            UploadTag.next(image.digest(), clock.instant())
                                                    .toString()),
                                    args.of(image),
                                    values.getOrDefault(job, List.of()),
                                    all));
            result.ifPresent(ours -> built.put(image.digest(), ours));
        });
        return new ImageReport(built);
    }

    /** The images with those of their parts that are not in the repository. */
    private List<TargetImage> withMissingParts(Repository repository, List<TargetImage> missing) {
        List<TargetImage> all = new ArrayList<>(missing);
        List<TargetImage> parts = missing.stream()
                .flatMap(image -> image.origin().parts().stream())
                .toList();
        if (!parts.isEmpty()) {
            ImageDiff diff = Answers.await(ImageDiff.of(registry, repository, parts));
            all.addAll(withMissingParts(repository, diff.missing()));
        }
        return all;
    }

    private Optional<ImageReport.Built> derive(
            DerivedImages derived, TargetImage image, ImageName name, Map<String, String> labels)
            throws InterruptedException {
        Origin origin = image.origin();
        String how = origin instanceof Origin.Index index
                ? "a list of " + index.parts().size() + " platforms"
                : "imageSpec changes the configuration only";
        return timed(
                image,
                name,
                new Event.ImageBuildStarted(image.name(), "registry", how),
                Optional.empty(),
                () -> new Publisher.Published(derived.publish(image, origin, labels), 0));
    }

    private Optional<ImageReport.Built> build(
            BackendChoice.Chosen chosen, TargetImage image, ImageName name, Supplier<BuildSpec> spec)
            throws InterruptedException {
        String backend = chosen.backend().name();
        return timed(
                image,
                name,
                new Event.ImageBuildStarted(image.name(), backend, chosen.reason()),
                Optional.of(backend),
                () -> {
                    BuildSpec what = spec.get();
                    checks.platform(what);
                    BuiltImage built = chosen.backend()
                            .build(what, line -> events.accept(new Event.ImageBuildOutput(image.name(), line)));
                    checks.triggers(what, built);
                    return publisher.publish(image, name, built);
                });
    }

    /** What brings an image into the repository. */
    @FunctionalInterface
    private interface Work {
        Publisher.Published run() throws InterruptedException;
    }

    /** Tells how the work goes; gives nothing when somebody else was faster. */
    private Optional<ImageReport.Built> timed(
            TargetImage image, ImageName name, Event.ImageBuildStarted started, Optional<String> backend, Work work)
            throws InterruptedException {
        Instant start = clock.instant();
        events.accept(started);
        try {
            Publisher.Published done = work.run();
            Duration took = Duration.between(start, clock.instant());
            events.accept(new Event.ImageBuilt(image.name(), name.toString(), done.bytes(), took));
            return done.ours() ? Optional.of(new ImageReport.Built(took, backend)) : Optional.empty();
        } catch (InterruptedException | RuntimeException e) {
            events.accept(new Event.ImageFailed(image.name(), Duration.between(start, clock.instant())));
            throw e;
        }
    }
}
