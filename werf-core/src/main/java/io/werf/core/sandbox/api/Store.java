package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * Versioned objects. What is stored is never changed afterwards, so readers may hold it. Thread-safe; its monitor also guards
 * writes that depend on reads.
 */
final class Store {

    /** Older versions than these many writes ago cannot be watched from: 410. */
    private static final int HISTORY = 5_000;

    private record Key(String namespace, String name) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byNamespace = namespace.compareTo(other.namespace);
            return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
        }
    }

    private final Map<String, NavigableMap<Key, Map<String, Object>>> objects = new HashMap<>();
    private final Deque<Change> history = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private long version = 1;

    synchronized long version() {
        return version;
    }

    synchronized Optional<Map<String, Object>> get(String resource, String namespace, String name) {
        return Optional.ofNullable(of(resource).get(new Key(namespace, name)));
    }

    /** In the order of namespace and name; {@code ""} means all namespaces. */
    synchronized List<Map<String, Object>> list(String resource, String namespace) {
        List<Map<String, Object>> found = new ArrayList<>();
        of(resource).forEach((key, object) -> {
            if (namespace.isEmpty() || key.namespace.equals(namespace)) {
                found.add(object);
            }
        });
        return found;
    }

    /** Stores an object under a new version, which is written into it. */
    synchronized void put(String resource, Map<String, Object> object) {
        long now = ++version;
        Tree.mapForWriting(object, "metadata").put("resourceVersion", Long.toString(now));
        Optional<Map<String, Object>> before = Optional.ofNullable(of(resource).put(key(object), object));
        publish(new Change(
                before.isPresent() ? Change.Type.MODIFIED : Change.Type.ADDED, resource, object, before, now));
    }

    synchronized void remove(String resource, Map<String, Object> object) {
        Map<String, Object> before = of(resource).remove(key(object));
        if (before == null) {
            return;
        }
        long now = ++version;
        Map<String, Object> last = Tree.copy(before);
        Tree.mapForWriting(last, "metadata").put("resourceVersion", Long.toString(now));
        publish(new Change(Change.Type.DELETED, resource, last, Optional.of(before), now));
    }

    private void publish(Change change) {
        history.addLast(change);
        if (history.size() > HISTORY) {
            history.removeFirst();
        }
        listeners.forEach(listener -> listener.accept(change));
    }

    /** Calls a listener for every later write, under the lock: it must be quick. */
    AutoCloseable listen(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The writes after a version, or empty when some of them are forgotten. */
    synchronized Optional<List<Change>> since(long from) {
        boolean forgotten = history.size() == HISTORY && history.getFirst().version() > from + 1;
        return forgotten
                ? Optional.empty()
                : Optional.of(history.stream().filter(c -> c.version() > from).toList());
    }

    private NavigableMap<Key, Map<String, Object>> of(String resource) {
        return objects.computeIfAbsent(resource, r -> new TreeMap<>());
    }

    private static Key key(Map<String, Object> object) {
        return new Key(
                Tree.string(object, "metadata", "namespace").orElse(""),
                Tree.string(object, "metadata", "name").orElse(""));
    }
}
