package io.werf.core.track;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClient.WatchEvent;
import io.werf.core.kube.KubeClient.WatchListener;
import io.werf.core.kube.KubeObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One watch for all tracked objects that need the same: sixty Deployments of a release cost one stream. A listener that comes
 * later first hears of the objects that are known already. Used by the loop's thread only.
 */
final class SharedWatches {

    /** What is watched. */
    record Subject(String group, String version, String kind, String namespace, Selector selector) {}

    /** Called by the loop's thread. */
    interface Listener {
        void changed(WatchEvent event);

        /** The watch runs; the objects that it began with have been or are being told. */
        void opened();

        void failed(WerfException cause);
    }

    private final KubeClient kube;
    private final Loop loop;
    private final Map<Subject, Shared> open = new HashMap<>();

    SharedWatches(KubeClient kube, Loop loop) {
        this.kube = kube;
        this.loop = loop;
    }

    /** Adds a listener; the result removes it, and ends the watch with the last one. */
    Runnable listen(Subject subject, Listener listener) {
        Shared shared = open.get(subject);
        if (shared == null) {
            shared = new Shared(subject);
            open.put(subject, shared);
            loop.call(shared::start);
        }
        Shared joined = shared;
        joined.listeners.add(listener);
        if (joined.isOpen) {
            loop.run(() -> joined.tellKnown(listener));
        }
        return () -> joined.leave(listener);
    }

    private final class Shared {

        private final Subject subject;
        private final List<Listener> listeners = new ArrayList<>();
        private final Map<String, KubeObject> known = new LinkedHashMap<>();
        private final WatchSlot slot = new WatchSlot();
        private boolean isOpen;

        Shared(Subject subject) {
            this.subject = subject;
        }

        void tellKnown(Listener listener) {
            for (KubeObject object : List.copyOf(known.values())) {
                if (listeners.contains(listener)) {
                    listener.changed(new WatchEvent(WatchEvent.Type.ADDED, object));
                }
            }
            if (listeners.contains(listener)) {
                listener.opened();
            }
        }

        private void opened() {
            isOpen = true;
            List.copyOf(listeners).forEach(this::tellKnown);
        }

        void start() {
            try {
                if (!slot.isClosed()) {
                    slot.opened(kube.watch(
                            kube.resource(subject.group(), subject.version(), subject.kind()),
                            subject.namespace(),
                            subject.selector(),
                            new WatchListener() {
                                @Override
                                public void changed(WatchEvent event) {
                                    loop.run(() -> Shared.this.changed(event));
                                }

                                @Override
                                public void ended(KubeApiException refused) {
                                    loop.run(() -> failed(refused));
                                }
                            }));
                    loop.run(this::opened);
                }
            } catch (WerfException e) {
                loop.run(() -> failed(e));
            }
        }

        private void changed(WatchEvent event) {
            if (event.type() == WatchEvent.Type.DELETED) {
                known.remove(event.object().id().name());
            } else {
                known.put(event.object().id().name(), event.object());
            }
            // Those who came before the opening are told everything then.
            if (isOpen) {
                List.copyOf(listeners).forEach(listener -> listener.changed(event));
            }
        }

        private void failed(WerfException cause) {
            open.remove(subject, this);
            List.copyOf(listeners).forEach(listener -> listener.failed(cause));
        }

        private void leave(Listener listener) {
            listeners.remove(listener);
            if (listeners.isEmpty()) {
                open.remove(subject, this);
                loop.call(slot::close);
            }
        }
    }
}
