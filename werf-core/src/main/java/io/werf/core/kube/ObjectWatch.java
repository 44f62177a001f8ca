package io.werf.core.kube;

import io.werf.core.data.Json;
import io.werf.core.data.JsonException;
import io.werf.core.data.Tree;
import io.werf.core.kube.KubeClient.ObjectList;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClient.WatchEvent;
import io.werf.core.kube.KubeClient.WatchListener;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** One watch: a thread that lists, watches from there, and starts again where the server broke off. */
final class ObjectWatch implements KubeClient.Watch, Runnable {

    private static final String SERVER_SIDE_TIMEOUT_SECONDS = "290";

    /** About three seconds: right after its start an API server does not know yet who may do what. */
    private static final int MOST_REFUSALS = 5;

    private static final int MAX_EVENT_BYTES = 32 * 1024 * 1024;

    private final Transport transport;
    private final ObjectLists objects;
    private final ApiResource kind;
    private final String namespace;
    private final Selector selector;
    private final WatchListener listener;
    private final Map<String, KubeObject> known = new HashMap<>();
    private final StreamSwitch stream = new StreamSwitch();

    private @Nullable ObjectList listed;
    private String resourceVersion = "";

    private ObjectWatch(
            Transport transport,
            ObjectLists objects,
            ApiResource kind,
            String namespace,
            Selector selector,
            WatchListener listener) {
        this.transport = transport;
        this.objects = objects;
        this.kind = kind;
        this.namespace = namespace;
        this.selector = selector;
        this.listener = listener;
    }

    /** Lists in the caller's thread, so that a refusal is the caller's exception; all events come from another one. */
    static ObjectWatch start(
            Transport transport,
            ObjectLists objects,
            Executor threads,
            ApiResource kind,
            String namespace,
            Selector selector,
            WatchListener listener) {
        ObjectWatch watch = new ObjectWatch(transport, objects, kind, namespace, selector, listener);
        watch.listed = objects.list(kind, namespace, selector);
        threads.execute(watch);
        return watch;
    }

    @Override
    public void run() {
        Call call = ObjectLists.call("watch", kind, namespace, selector)
                .with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("timeoutSeconds", SERVER_SIDE_TIMEOUT_SECONDS);
        int failures = 0;
        int refusals = 0;
        while (!stream.isClosed()) {
            try {
                if (listed == null && resourceVersion.isEmpty()) {
                    listed = objects.list(kind, namespace, selector);
                }
                if (listed != null) {
                    deliver(listed);
                    listed = null;
                }
                String before = resourceVersion;
                read(call.with("resourceVersion", resourceVersion));
                failures = before.equals(resourceVersion) ? failures + 1 : 0;
                refusals = 0;
            } catch (KubeApiException e) {
                if (e.code() == 410 || e.code() == 404) {
                    resourceVersion = ""; // the server has forgotten it: list again
                }
                failures++;
                boolean refused = e.isForbidden() || e.code() == 401;
                refusals = refused ? refusals + 1 : 0;
                if (refusals >= MOST_REFUSALS) {
                    listener.ended(e);
                    return;
                }
            } catch (KubeConnectionException | IOException | JsonException e) {
                failures++;
            } catch (CancellationException e) {
                return;
            }
            if (failures > 0 && !stream.pause(Retries.backOff(failures))) {
                return;
            }
        }
    }

    private void deliver(ObjectList list) {
        Set<String> gone = new HashSet<>(known.keySet());
        for (KubeObject object : list.items()) {
            String uid = object.uid();
            gone.remove(uid);
            KubeObject before = known.get(uid);
            if (before == null) {
                emit(WatchEvent.Type.ADDED, object);
            } else if (!before.resourceVersion().equals(object.resourceVersion())) {
                emit(WatchEvent.Type.MODIFIED, object);
            }
        }
        for (String uid : gone) {
            KubeObject object = known.get(uid);
            if (object != null) {
                emit(WatchEvent.Type.DELETED, object);
            }
        }
        resourceVersion = list.resourceVersion();
    }

    private void read(Call call) throws IOException {
        try (Transport.Stream open = transport.watch(call, stream)) {
            if (!stream.holds(open)) {
                return;
            }
            Lines lines = new Lines(open.body(), MAX_EVENT_BYTES);
            for (String line = lines.next(); line != null && !stream.isClosed(); line = lines.next()) {
                if (!line.isBlank()) {
                    handle(call, Tree.map(Json.read(line)));
                }
            }
        }
    }

    private void handle(Call call, Map<String, Object> event) {
        Map<String, Object> body = Tree.map(event, "object");
        String type = Tree.string(event, "type").orElse("");
        if (type.equals("ERROR")) {
            int code = Tree.integer(body, "code").orElse(500L).intValue();
            throw Answer.refusal(call, code, body, "");
        }
        KubeObject object = new KubeObject(body);
        switch (type) {
            case "ADDED" ->
                emit(known.containsKey(object.uid()) ? WatchEvent.Type.MODIFIED : WatchEvent.Type.ADDED, object);
            case "MODIFIED" -> emit(WatchEvent.Type.MODIFIED, object);
            case "DELETED" -> emit(WatchEvent.Type.DELETED, object);
            default -> {
                // BOOKMARK: only the version is news
            }
        }
        resourceVersion = object.resourceVersion();
    }

    private void emit(WatchEvent.Type type, KubeObject object) {
        if (type == WatchEvent.Type.DELETED) {
            known.remove(object.uid());
        } else {
            known.put(object.uid(), object);
        }
        if (stream.isClosed()) {
            return;
        }
        try {
            listener.changed(new WatchEvent(type, object));
        } catch (RuntimeException e) {
            // A defect of the listener: told as one, but the watch goes on, since others may wait for what it brings.
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }

    @Override
    public void close() {
        stream.close();
    }
}
