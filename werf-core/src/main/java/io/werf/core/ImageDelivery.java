package io.werf.core;

import io.werf.core.cleanup.CustomTagRecords;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageCopies;
import io.werf.core.registry.ImageDiff;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Images on their way into the repository from others, and out of it. */
final class ImageDelivery {

    private final RegistryClient registry;
    private final ImageCopies copies;
    private final ImageOptions options;
    private final EventSink sink;
    private final Clock clock;

    ImageDelivery(RegistryClient registry, ImageOptions options, EventSink sink, Clock clock) {
        this.registry = registry;
        this.copies = new ImageCopies(registry);
        this.options = options;
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Copies what is missing, and what that is made of, from the caches and secondary repositories that have it; gives what is
     * there then.
     */
    ImageDiff fetch(ImageDiff diff) {
        OtherRepos others = options.others();
        if (diff.missing().isEmpty()
                || (others.secondary().isEmpty() && others.caches().isEmpty())) {
            return diff;
        }
        List<TargetImage> wanted = new ArrayList<>();
        diff.missing().forEach(image -> addWithParts(image, wanted));
        Set<TargetImage> found = new LinkedHashSet<>();
        for (String cache : others.caches()) {
            withCache(cache, source -> take(source, diff.repository(), wanted, found));
        }
        for (String secondary : others.secondary()) {
            take(Repository.parse(secondary), diff.repository(), wanted, found);
        }
        Set<TargetImage> there = new LinkedHashSet<>(found);
        there.addAll(diff.present());
        List<TargetImage> all = new ArrayList<>(diff.present());
        all.addAll(diff.missing());
        return new ImageDiff(
                diff.repository(),
                all.stream().filter(there::contains).toList(),
                diff.missing().stream().filter(image -> !found.contains(image)).toList());
    }

    private void take(Repository source, Repository target, List<TargetImage> wanted, Set<TargetImage> found) {
        wanted.removeAll(found);
        List<TargetImage> present =
                Answers.await(ImageDiff.of(registry, source, wanted)).present();
        copyAll(present, source, target);
        found.addAll(present);
    }

    /** A cache only saves time. */
    private void withCache(String cache, Consumer<Repository> use) {
        Repository repository = Repository.parse(cache);
        try {
            use.accept(repository);
        } catch (WerfException e) {
            sink.accept(new Event.Warning("cache " + repository + " is not used: " + e.getMessage()));
        }
    }

    /**
     * Copies images, and what they are made of, to the caches that do not have them.
     *
     * @param from where they are
     */
    void keep(List<TargetImage> built, Repository from) {
        if (built.isEmpty()) {
            return;
        }
        List<TargetImage> all = new ArrayList<>();
        built.forEach(image -> addWithParts(image, all));
        for (String cache : options.others().caches()) {
            withCache(
                    cache,
                    target -> copyAll(
                            Answers.await(ImageDiff.of(registry, target, all)).missing(), from, target));
        }
    }

    private static void addWithParts(TargetImage image, List<TargetImage> all) {
        all.add(image);
        image.origin().parts().forEach(part -> addWithParts(part, all));
    }

    private void copyAll(List<TargetImage> images, Repository from, Repository to) {
        List<CompletableFuture<?>> running = new ArrayList<>();
        for (TargetImage image : images) {
            running.add(copies.image(from.image(image.digest()), to.image(image.digest())));
        }
        running.forEach(Answers::await);
        images.stream()
                .map(TargetImage::name)
                .distinct()
                .forEach(name ->
                        sink.accept(new Event.Notice("image \"" + name + "\" was copied from " + from + " to " + to)));
    }

    /**
     * Brings the final images to where the application is deployed from, and gives them their tags. What is there already costs
     * one request.
     *
     * @param primary where they are
     */
    void deliver(Project project, Repository primary, ImageNaming naming) {
        List<TargetImage> images = project.finalImages();
        if (!naming.repository().equals(primary)) {
            copyAll(
                    Answers.await(ImageDiff.of(registry, naming.repository(), images))
                            .missing(),
                    primary,
                    naming.repository());
        }
        CustomTagRecords records =
                new CustomTagRecords(registry, primary, project.config().project(), clock);
        List<CompletableFuture<Void>> running = new ArrayList<>();
        for (String template : options.tags().all()) {
            TagTemplate tag = new TagTemplate(template);
            images.forEach(image ->
                    running.add(records.publish(new ImageName(naming.repository(), tag.of(image)), image.digest())));
        }
        running.forEach(Answers::await);
    }
}
