package io.werf.core.build;

import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

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
    private final int parallel;
    private final EventSink events;
    private final Clock clock;

    /**
     * @param parallel how many images are built at once, at least 1
     * @param events gets the events of one thread at a time
     */
    public ImageBuilder(RegistryClient registry, BackendChoice backends, int parallel, EventSink events, Clock clock) {
        this.registry = registry;
        this.backends = backends;
        this.parallel = parallel;
        this.events = new OneAtATime(events);
        this.clock = clock;
    }

    /**
     * Builds and publishes what is missing.
     *
     * @param labels of each image that is built; its digest is added
     * @throws BuildFailedException if an image cannot be built; the running builds were ended
     * @throws PushFailedException if one cannot be published
     * @throws NoBackendException if nothing can build one; nothing was built then
     * @throws java.util.concurrent.CancellationException if this thread is interrupted; the running builds were ended
     */
    public ImageReport build(ImageDiff diff, Map<String, String> labels) {
        Map<String, ImageReport.Entry> entries = new HashMap<>();
        diff.present().forEach(image -> entries.put(image.name(), entry(diff, image, false, Duration.ZERO)));
        List<BuildJob> jobs = BuildJob.of(diff.missing());
        // All choices come before the first build: what cannot be built at all is not found out after minutes.
        Map<BuildJob, BackendChoice.Chosen> chosen = new HashMap<>();
        jobs.forEach(job -> chosen.put(job, backends.choose(job.image())));
        new JobRunner(parallel, clock)
                .run(jobs, job -> {
                    BackendChoice.Chosen how = chosen.get(job);
                    if (how == null) {
                        throw new IllegalStateException("no backend was chosen for " + job);
                    }
                    build(diff, job, how, labels);
                })
                .forEach((job, took) ->
                        job.images().forEach(image -> entries.put(image.name(), entry(diff, image, true, took))));
        List<ImageReport.Entry> sorted = new ArrayList<>(entries.values());
        sorted.sort(Comparator.comparing(ImageReport.Entry::name));
        return new ImageReport(sorted);
    }

    private static ImageReport.Entry entry(ImageDiff diff, TargetImage image, boolean built, Duration took) {
        return new ImageReport.Entry(image.name(), diff.repository().image(image.digest()), built, took);
    }

    private void build(ImageDiff diff, BuildJob job, BackendChoice.Chosen chosen, Map<String, String> labels)
            throws InterruptedException {
        TargetImage image = job.image();
        ImageName name = diff.repository().image(image.digest());
        Instant start = clock.instant();
        events.accept(new Event.ImageBuildStarted(image.name(), chosen.backend().name(), chosen.reason()));
        try {
            Map<String, String> all = new HashMap<>(labels);
            all.put(DIGEST_LABEL, image.digest().hex());
            BuiltImage built = chosen.backend()
                    .build(
                            new BuildSpec(image, name, all),
                            line -> events.accept(new Event.ImageBuildOutput(image.name(), line)));
            long bytes = publish(image, name, built);
            events.accept(new Event.ImageBuilt(
                    image.name(), name.toString(), bytes, Duration.between(start, clock.instant())));
        } catch (InterruptedException | RuntimeException e) {
            events.accept(new Event.ImageFailed(image.name(), Duration.between(start, clock.instant())));
            throw e;
        }
    }

    /** A tag is never moved to other content: who comes second takes what the first has published. */
    private long publish(TargetImage image, ImageName name, BuiltImage built) throws InterruptedException {
        Optional<String> published;
        try {
            published = Answers.await(registry.digest(name));
        } catch (RuntimeException e) {
            built.discard();
            throw e;
        }
        if (published.isPresent()) {
            built.discard();
            events.accept(new Event.Notice("image \"" + image.name()
                    + "\" was published by somebody else meanwhile; theirs is used: " + name));
            return 0;
        }
        return built.push(line -> events.accept(new Event.ImageBuildOutput(image.name(), line)));
    }

    /** Builds run on several threads, sinks expect one. */
    private static final class OneAtATime implements EventSink {

        private final EventSink sink;

        OneAtATime(EventSink sink) {
            this.sink = sink;
        }

        @Override
        public synchronized void accept(Event event) {
            sink.accept(event);
        }
    }
}
