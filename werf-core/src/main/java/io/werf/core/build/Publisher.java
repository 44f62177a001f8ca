package io.werf.core.build;

import io.werf.core.build.BuiltImage.Pushed;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import java.util.Optional;

/**
 * Gives images their tags. A tag is never moved to other content: who comes second takes what the first has published. Registries
 * cannot set a tag only if there is none, so it is looked for before an image is pushed, again when everything else is in the
 * registry, and once more behind the one request that sets it. What is left is the time of one request: of two that find no tag
 * in it, the later one's image stands.
 */
final class Publisher {

    private final RegistryClient registry;
    private final EventSink events;

    Publisher(RegistryClient registry, EventSink events) {
        this.registry = registry;
        this.events = events;
    }

    /**
     * An image that has its tag.
     *
     * @param ours false when somebody else was faster
     * @param bytes how many of it the registry did not have; -1 when the backend cannot say
     */
    record Published(boolean ours, long bytes) {}

    /** Publishes an image that was built. */
    Published publish(TargetImage image, ImageName name, BuiltImage built) throws InterruptedException {
        boolean late;
        try {
            late = published(name).isPresent();
        } catch (RuntimeException e) {
            built.discard();
            throw e;
        }
        if (late) {
            built.discard();
            tellLate(image, name);
            return new Published(false, 0);
        }
        Pushed pushed = built.push(line -> events.accept(new Event.ImageBuildOutput(image.name(), line)));
        return new Published(tag(image, name, manifest(image, name, pushed)), pushed.bytes());
    }

    /**
     * Publishes an image whose blobs, or parts, are in the repository.
     *
     * @return false when somebody else was faster
     */
    boolean tag(TargetImage image, ImageName name, ImageManifest manifest) {
        boolean first = published(name).isEmpty();
        if (first) {
            Answers.await(registry.putManifest(name.repository(), name.tag(), manifest));
        }
        // A registry of several machines may not know the tag yet where it is asked, or not say the digest: then it is
        // ours.
        boolean ours = published(name)
                .filter(stands -> !stands.isEmpty() && !stands.equals(manifest.digest()))
                .isEmpty();
        if (!ours) {
            tellLate(image, name);
        }
        return first && ours;
    }

    private Optional<String> published(ImageName name) {
        return Answers.await(registry.digest(name));
    }

    private ImageManifest manifest(TargetImage image, ImageName name, Pushed pushed) {
        if (pushed instanceof Pushed.Blobs blobs) {
            return blobs.manifest();
        }
        String digest = ((Pushed.Whole) pushed).digest();
        return Answers.await(registry.manifest(name.repository(), digest))
                .orElseThrow(() -> new PushFailedException(
                        name,
                        "the registry",
                        "image \"" + image.name() + "\" was pushed as " + digest + ", which is not there",
                        null));
    }

    private void tellLate(TargetImage image, ImageName name) {
        events.accept(new Event.Notice(
                "image \"" + image.name() + "\" was published by somebody else meanwhile; theirs is used: " + name));
    }
}
