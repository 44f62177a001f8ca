package io.werf.core.sandbox.api;

import io.werf.core.data.Json;
import io.werf.core.sandbox.http.Exchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Serves one watch: what is there or happened since a version, then every change, one JSON object a line. */
final class WatchStream {

    private static final Duration LONGEST = Duration.ofMinutes(40);
    private static final Duration BOOKMARKS = Duration.ofMinutes(1);

    private final Store store;
    private final Target target;
    private final Predicate<Map<String, Object>> selector;
    private final Representation representation;
    private final BlockingQueue<Change> queue = new LinkedBlockingQueue<>();

    WatchStream(Store store, Target target, Predicate<Map<String, Object>> selector, Representation representation) {
        this.store = store;
        this.target = target;
        this.selector = selector.and(object -> target.namespace().isEmpty()
                || target.namespace()
                        .equals(io.werf.core.data.Tree.string(object, "metadata", "namespace")
                                .orElse("")));
        this.representation = representation;
    }

    void serve(Exchange exchange) throws IOException {
        long timeout = exchange.query("timeoutSeconds")
                .filter(text -> text.matches("\\d{1,9}"))
                .map(Long::parseLong)
                .map(seconds -> Math.min(seconds, LONGEST.toSeconds()))
                .orElse(LONGEST.toSeconds());
        boolean bookmarks =
                exchange.query("allowWatchBookmarks").filter("true"::equals).isPresent();
        long from = version(exchange.query("resourceVersion").orElse(""));
        AutoCloseable subscription;
        Optional<List<Change>> past;
        synchronized (store) {
            past = from == 0 ? Optional.of(present()) : store.since(from);
            subscription = store.listen(queue::add);
        }
        try (subscription) {
            OutputStream out = exchange.stream(200, "application/json", 0);
            if (past.isEmpty()) {
                ApiFailure tooOld = ApiFailure.of(
                        410, "Expired", "too old resource version: " + from + " (" + store.version() + ")");
                line(out, "ERROR", tooOld.status());
                return;
            }
            for (Change change : past.get()) {
                event(out, change);
            }
            out.flush();
            follow(out, System.nanoTime() + TimeUnit.SECONDS.toNanos(timeout), bookmarks);
        } catch (IOException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is closing
        } catch (Exception e) {
            throw new IllegalStateException("a subscription cannot fail to end", e);
        }
    }

    private static long version(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        if (!text.matches("\\d{1,18}")) {
            throw ApiFailure.badRequest(
                    "Invalid value: \"" + text + "\": resourceVersion is no version of this server");
        }
        return Long.parseLong(text);
    }

    private List<Change> present() {
        return store.list(target.kind().resource(), target.namespace()).stream()
                .map(object -> new Change(
                        Change.Type.ADDED, target.kind().resource(), object, Optional.empty(), store.version()))
                .toList();
    }

    private void follow(OutputStream out, long deadline, boolean bookmarks) throws IOException, InterruptedException {
        while (true) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return;
            }
            Change change = queue.poll(Math.min(left, BOOKMARKS.toNanos()), TimeUnit.NANOSECONDS);
            if (change != null) {
                event(out, change);
            } else if (bookmarks) {
                line(out, "BOOKMARK", representation.bookmark(target.kind(), store.version()));
            }
            if (queue.isEmpty()) {
                out.flush();
            }
        }
    }

    /** An object that begins or ceases to match the selector is added or deleted for this watch. */
    private void event(OutputStream out, Change change) throws IOException {
        if (!change.resource().equals(target.kind().resource())) {
            return;
        }
        boolean now = selector.test(change.object());
        boolean before = change.before().map(selector::test).orElse(false);
        Change.Type type = change.type();
        if (type == Change.Type.MODIFIED) {
            type = now ? (before ? type : Change.Type.ADDED) : Change.Type.DELETED;
        }
        if (now || before) {
            line(out, type.name(), representation.of(target.kind(), change.object()));
        }
    }

    private static void line(OutputStream out, String type, Map<String, Object> object) throws IOException {
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("type", type);
        event.put("object", object);
        out.write(Json.writeBytes(event));
        out.write('\n');
    }
}
