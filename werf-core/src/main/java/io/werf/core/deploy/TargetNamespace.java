package io.werf.core.deploy;

import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The namespace of a release, which exists before anything else of it. */
final class TargetNamespace {

    private TargetNamespace() {}

    /** Creates it where it is missing; waits for the end of one that is being deleted. */
    static void ensure(KubeClient kube, String namespace, Duration patience, EventSink events, Clock clock) {
        ResourceId id = new ResourceId("", "v1", "Namespace", "", namespace);
        try {
            Optional<KubeObject> live = kube.get(id);
            if (live.isPresent() && live.get().isTerminating()) {
                events.accept(new Event.Notice("waiting until the old namespace " + namespace + " is gone"));
                awaitGone(kube, live.get(), patience, events, clock);
                live = Optional.empty();
            }
            if (live.isEmpty()) {
                kube.create(new KubeObject(
                        Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace))));
                events.accept(new Event.ResourceChanged("created", id.toString()));
            }
        } catch (KubeApiException e) {
            // An account of one namespace need not be allowed to see namespaces; another run may have been quicker.
            if (!e.isForbidden() && !e.isConflict()) {
                throw e;
            }
        }
    }

    /** Deletes it with everything in it and waits until it is gone; false when there is none. */
    static boolean remove(KubeClient kube, String namespace, Duration patience, EventSink events, Clock clock) {
        ResourceId id = new ResourceId("", "v1", "Namespace", "", namespace);
        Optional<KubeObject> live = kube.get(id);
        if (live.isEmpty()) {
            return false;
        }
        events.accept(new Event.Notice("deleting namespace " + namespace + " with everything in it"));
        kube.delete(id, "Background");
        awaitGone(kube, live.get(), patience, events, clock);
        events.accept(new Event.ResourceChanged("deleted", id.toString()));
        return true;
    }

    private static void awaitGone(
            KubeClient kube, KubeObject object, Duration patience, EventSink events, Clock clock) {
        Departures departures = new Departures(kube, events, clock);
        String name = object.id().toString();
        if (!Waits.within(patience, departures.await(object, name))) {
            throw new DeployTimeoutException(patience, List.of("delete: " + name), departures.heldUp());
        }
    }
}
