package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.error.WerfException;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClient.WatchEvent;
import io.werf.core.kube.KubeObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows the cluster's events of one tracked object and of some of its new pods, if that was asked for. Each object's events have a
 * watch of their own, since those of a whole namespace may be many. Used by the loop's thread only.
 */
final class ServiceMessages implements AutoCloseable {

    private static final int MOST_PODS = 10;

    private final SharedWatches watches;
    private final Announcer out;
    private final String namespace;
    private final String since;
    private final Map<String, Runnable> listening = new HashMap<>();

    /** How often each message was said to have come when it was shown last. */
    private final Map<List<String>, Long> shown = new HashMap<>();

    private boolean warned;

    /** @param applied as the server answered the apply: older events are not shown */
    ServiceMessages(SharedWatches watches, Announcer out, KubeObject applied) {
        this.watches = watches;
        this.out = out;
        this.namespace = ClusterEvents.namespaceOf(applied);
        this.since = lastWrite(applied);
        listen(applied);
    }

    /** In the server's time, which is not ours. */
    private static String lastWrite(KubeObject object) {
        return Tree.list(object.body(), "metadata", "managedFields").stream()
                .flatMap(entry -> Tree.string(entry, "time").stream())
                .map(ClusterEvents::seconds)
                .max(String::compareTo)
                .orElse("");
    }

    void update(List<TrackedPod> pods) {
        for (TrackedPod tracked : pods) {
            if (listening.size() <= MOST_PODS) {
                listen(tracked.pod().object());
            }
        }
    }

    private void listen(KubeObject object) {
        listening.computeIfAbsent(
                object.uid(),
                uid -> watches.listen(
                        new SharedWatches.Subject(
                                "", "v1", "Event", namespace, Selector.fields("involvedObject.uid=" + uid)),
                        new SharedWatches.Listener() {
                            @Override
                            public void changed(WatchEvent event) {
                                if (event.type() != WatchEvent.Type.DELETED) {
                                    show(object.id().toString(), event.object());
                                }
                            }

                            @Override
                            public void opened() {}

                            @Override
                            public void failed(WerfException cause) {
                                unreadable(cause);
                            }
                        }));
    }

    /** A message that comes again and again is shown each time its count has doubled. */
    private void show(String resource, KubeObject event) {
        if (ClusterEvents.time(event).compareTo(since) < 0) {
            return;
        }
        String reason = Tree.string(event.body(), "reason").orElse("");
        String message = Text.oneLine(Tree.string(event.body(), "message").orElse(""));
        long count = ClusterEvents.count(event);
        List<String> key = List.of(resource, reason, message);
        if (count >= 2 * shown.getOrDefault(key, 0L)) {
            shown.put(key, count);
            boolean warning = Tree.string(event.body(), "type").orElse("").equals("Warning");
            out.say(new Event.ClusterEvent(resource, warning, reason, message, count));
        }
    }

    private void unreadable(WerfException cause) {
        if (!warned) {
            warned = true;
            out.say(new Event.Warning("events cannot be read: " + cause.getMessage()));
        }
    }

    @Override
    public void close() {
        listening.values().forEach(Runnable::run);
        listening.clear();
    }
}
