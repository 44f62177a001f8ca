package io.werf.core.build;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.image.TargetImage;
import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageManifest;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import io.werf.core.registry.RegistryUnreachableException;
import io.werf.core.registry.Repository;
import java.util.List;
import java.util.Map;

/** Reads manifests and configurations of base images. */
final class BaseImages {

    private final RegistryClient registry;
    private final boolean emptyWhenUnreachable;
    private final EventSink events;

    BaseImages(RegistryClient registry, boolean emptyWhenUnreachable, EventSink events) {
        this.registry = registry;
        this.emptyWhenUnreachable = emptyWhenUnreachable;
        this.events = events;
    }

    /**
     * Reads what an image is made from.
     *
     * @throws BuildFailedException if the registry has no such image
     * @throws BasePlatformException if it is not made for the platform
     */
    BaseImage load(TargetImage image, String name) {
        Reference reference = Reference.parse(name);
        Platform platform = Platform.parse(image.platform());
        List<Repository> places = registry.places(reference.repository());
        for (Repository mirror : places.subList(0, places.size() - 1)) {
            try {
                return load(image, name, new Reference(mirror, reference.tagOrDigest()), platform);
            } catch (WerfException e) {
                events.accept(new Event.Notice("base image " + name + " is not taken from the mirror "
                        + mirror.registry() + ": " + firstLine(e)));
            }
        }
        try {
            return load(image, name, reference, platform);
        } catch (RegistryUnreachableException | RegistryRefusedException | RegistryErrorException e) {
            if (!emptyWhenUnreachable) {
                throw e;
            }
            events.accept(new Event.Warning("image \"" + image.name() + "\" is built on an empty image instead of "
                    + name + ", which cannot be had here: " + firstLine(e)));
            return BaseImage.scratch(platform);
        }
    }

    private static String firstLine(WerfException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /**
     * Makes sure that a base image is made for the platform. Other builders have their own ways to it, and say themselves what is
     * wrong with it.
     *
     * @throws BasePlatformException if its registry says that it is not
     */
    void check(TargetImage image, String name) {
        Platform wanted = Platform.parse(image.platform());
        try {
            // A variant can often run what was made for another.
            load(image, name, Reference.parse(name), new Platform(wanted.os(), wanted.architecture(), ""));
        } catch (BasePlatformException e) {
            throw e;
        } catch (WerfException unknown) {
            // cannot be told from here
        }
    }

    private BaseImage load(TargetImage image, String name, Reference reference, Platform platform) {
        ImageManifest manifest = manifest(image, name, reference.repository(), reference.tagOrDigest());
        Object json = Json.read(manifest.json());
        if (!Tree.list(json, "manifests").isEmpty()) {
            String digest = Tree.list(json, "manifests").stream()
                    .filter(entry -> platform.fits(Tree.map(entry, "platform")))
                    .flatMap(entry -> Tree.string(entry, "digest").stream())
                    .findFirst()
                    .orElseThrow(() -> new BasePlatformException(image, name, platform));
            manifest = manifest(image, name, reference.repository(), digest);
            json = Json.read(manifest.json());
        }
        String digest = manifest.configDigest()
                .orElseThrow(() -> failure(image, "base image " + name + " has no configuration"));
        Map<String, Object> config = config(reference.repository(), digest);
        if (!platform.fits(config)) {
            throw new BasePlatformException(image, name, platform);
        }
        List<BaseImage.Layer> layers = Tree.list(json, "layers").stream()
                .map(layer -> new BaseImage.Layer(
                        Tree.string(layer, "mediaType").orElse(""),
                        Tree.string(layer, "digest").orElse(""),
                        Tree.integer(layer, "size").orElse(0L)))
                .toList();
        return new BaseImage(reference.repository(), manifest.mediaType(), config, layers);
    }

    private ImageManifest manifest(TargetImage image, String name, Repository repository, String reference) {
        return Answers.await(registry.manifest(repository, reference))
                .orElseThrow(() -> failure(image, "there is no base image " + name));
    }

    private Map<String, Object> config(Repository repository, String digest) {
        return Answers.await(registry.config(repository, digest));
    }

    private static BuildFailedException failure(TargetImage image, String problem) {
        return new BuildFailedException(image, problem, List.of(), null);
    }

    /** A base image as a Dockerfile names it. */
    record Reference(Repository repository, String tagOrDigest) {

        static Reference parse(String name) {
            int at = name.indexOf('@');
            String withoutDigest = at < 0 ? name : name.substring(0, at);
            int colon = withoutDigest.lastIndexOf(':');
            boolean tagged = colon > withoutDigest.lastIndexOf('/');
            Repository repository = Repository.parse(tagged ? withoutDigest.substring(0, colon) : withoutDigest);
            if (at >= 0) {
                return new Reference(repository, name.substring(at + 1));
            }
            return new Reference(repository, tagged ? withoutDigest.substring(colon + 1) : "latest");
        }
    }
}
