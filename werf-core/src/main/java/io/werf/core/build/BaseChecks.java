package io.werf.core.build;

import io.werf.core.config.ImageConfig;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.image.StageEvaluator;
import io.werf.core.registry.RegistryClient;
import java.util.Set;

/** What only the base images of a build can tell: nobody asks for them before an image is really built. */
final class BaseChecks {

    private final BaseImages bases;
    private final EventSink events;

    BaseChecks(RegistryClient registry, EventSink events) {
        this.bases = new BaseImages(registry, false, events);
        this.events = events;
    }

    /**
     * Before a build: builders take a base image of another platform and label the result wrongly. The default platform is not worth
     * the requests.
     *
     * @throws BasePlatformException if the base image is not made for the platform
     */
    void platform(BuildSpec spec) {
        if (!spec.image().platform().equals(ImageConfig.PLATFORM)) {
            StageEvaluator.base(spec.image(), spec.args()).ifPresent(name -> bases.check(spec.image(), name));
        }
    }

    /**
     * Behind a build, before the image is published.
     *
     * @throws TriggerFilesException if ONBUILD instructions took files that the digest does not know of
     */
    void triggers(BuildSpec spec, BuiltImage built) {
        if (!built.ranTriggers()) {
            return;
        }
        Set<String> sources;
        try {
            sources = StageEvaluator.undigestedSources(
                    spec.image(),
                    spec.args(),
                    name -> bases.load(spec.image(), name).forEvaluation());
        } catch (WerfException unknown) {
            events.accept(new Event.Warning("image \"" + spec.image().name()
                    + "\": ONBUILD instructions of its base image"
                    + " ran, which cannot be read from here (" + unknown.getMessage() + "). If they take files from the"
                    + " context, a change of these alone builds nothing. Write them into the Dockerfile instead."));
            return;
        }
        if (!sources.isEmpty()) {
            built.discard();
            throw new TriggerFilesException(spec.image(), sources);
        }
    }
}
