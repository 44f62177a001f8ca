package io.werf.core.kube;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A connection to one cluster. Thread-safe. Calls block; each is retried where the server asks for it (429, 503 with
 * {@code Retry-After}, a connection that broke), and a cap on requests in flight queues the rest. Watches and logs have caps of
 * their own: more of them wait for their turn.
 *
 * <p>Every call may throw {@link KubeApiException} (the server refused; carries verb, resource, code and reason) or
 * {@link KubeConnectionException} (the server could not be reached; carries host and context). Objects of kinds that the
 * server does not serve are {@link UnknownKindException}.
 */
public interface KubeClient extends AutoCloseable {

    /** URL of the API server. */
    String server();

    /** Name of the kubeconfig context, empty inside a cluster. */
    Optional<String> context();

    /** The server's version, for example {@code v1.20.2}. Asked once. */
    String version();

    /**
     * The kind as the server serves it. Discovery is read at most once for each API group version that is asked for, then
     * cached until {@link #forgetDiscovery}.
     *
     * @throws UnknownKindException if the server has no such kind
     */
    ApiResource resource(String group, String version, String kind);

    /**
     * The kind that kubectl means by {@code type}, {@code type.group} or {@code type.version.group}: its plural, singular, short
     * or own name. Without a group all that the server serves are searched, the core first.
     *
     * @throws UnknownKindException if there is none
     */
    ApiResource resourceOfType(String type);

    /** Every {@code group/version} that the server serves ({@code v1} for the core), for {@code .Capabilities}. */
    List<String> apiVersions();

    /**
     * The names of all kinds of an API version ({@code v1}, {@code apps/v1}), those of subresources too; none when it is not
     * served.
     */
    Set<String> kinds(String apiVersion);

    /** Forgets what discovery said, after CRDs were applied. */
    void forgetDiscovery();

    /** The object, or empty when it does not exist. */
    Optional<KubeObject> get(ResourceId id);

    /**
     * Lists objects of a kind, all pages.
     *
     * @param namespace {@code ""} for all namespaces or kinds without one
     */
    ObjectList list(ApiResource kind, String namespace, Selector selector);

    /** Like {@link #list}, but only {@code metadata} of each object comes over the wire. */
    ObjectList listMetadata(ApiResource kind, String namespace, Selector selector);

    /**
     * Server-side apply by field manager {@code helm} with force.
     *
     * @param dryRun whether the server only says what it would do
     * @return the object as it is (or would be) after it
     */
    KubeObject apply(KubeObject object, boolean dryRun);

    /** Creates an object; a conflict (409) is a {@link KubeApiException}. */
    KubeObject create(KubeObject object);

    /** Replaces an object; its {@code resourceVersion}, when set, must still be the live one. */
    KubeObject replace(KubeObject object);

    /**
     * JSON merge patch; a {@code resourceVersion} in it must still be the live one.
     *
     * @param dryRun whether the server only says what it would do
     * @return the object as it is (or would be) after it
     */
    KubeObject mergePatch(ResourceId id, Map<String, Object> patch, boolean dryRun);

    /** JSON merge patch that is kept. */
    default KubeObject mergePatch(ResourceId id, Map<String, Object> patch) {
        return mergePatch(id, patch, false);
    }

    /**
     * Deletes an object; a missing one is no error.
     *
     * @param propagation {@code Foreground}, {@code Background} or {@code Orphan}
     */
    void delete(ResourceId id, String propagation);

    /**
     * Deletes this very object: one of the same name that was made later stays, and is no error. A version that has changed
     * since is a conflict (409), unless {@code seen} has no {@code resourceVersion}.
     *
     * @param seen as it was read
     */
    void delete(KubeObject seen, String propagation);

    /**
     * Watches objects of a kind until closed. Begins with the present objects as ADDED (one list), goes on from its
     * {@code resourceVersion}, reconnects by itself and lists again when the server has forgotten the version (410); a
     * re-list sends MODIFIED for what changed and DELETED for what went. The listener is called by one thread at a time,
     * never by the caller's. The first list happens before this returns, so that a refusal is this call's exception; what
     * goes wrong later is tried again, with pauses up to 5 seconds, until closed. Only when the account may not watch any more, or
     * is not accepted any more, it ends.
     */
    Watch watch(ApiResource kind, String namespace, Selector selector, WatchListener listener);

    /**
     * Follows the log of a container that has started, until it ends or the stream is closed; reconnects by itself without
     * repeating lines. Lines longer than 64 KiB come in parts. When the server refuses to give the log, its reason comes as
     * the last line, in parentheses.
     *
     * @param since only lines at or after that time
     * @param onEnd called once, after the last line
     */
    LogStream followLog(
            String namespace, String pod, String container, Instant since, Consumer<String> line, Runnable onEnd);

    /** The last lines of a container's log; empty when there is none. {@code previous} asks for the run before. */
    List<String> lastLogLines(String namespace, String pod, String container, int lines, boolean previous);

    /**
     * Completes when the object is as wanted, by a watch; no thread is held meanwhile. Cancelling the future ends the watch. An
     * object of a kind that the server does not serve counts as absent.
     *
     * @param wanted gets the object, or empty when there is none; quick, called by one thread at a time or two
     */
    CompletableFuture<Void> await(ResourceId id, Predicate<Optional<KubeObject>> wanted);

    /** Waits until the object is gone, by a watch; returns false after {@code timeout}. */
    boolean awaitDeleted(ResourceId id, Duration timeout);

    /**
     * The same connection for calls that must not take long, such as the renewal of a lock: each ends after {@code patience}
     * with all its tries, and none queues behind calls of this client. Closing it does nothing.
     */
    KubeClient within(Duration patience);

    /**
     * The same connection for writes that must stop at once: nothing is sent, or sent again after a failure, once {@code
     * stopped} says true; such calls end with a {@link java.util.concurrent.CancellationException}. Closing it does nothing.
     */
    KubeClient until(BooleanSupplier stopped);

    /** Closes connections and watches; does not wait. */
    @Override
    void close();

    /** A running watch. */
    interface Watch extends AutoCloseable {
        /** Ends it; no call to the listener begins after this returned, and it does not wait for one that runs. */
        @Override
        void close();
    }

    /** A log that is followed. */
    interface LogStream extends Watch {
        /** Follows it no more: delivers what has been written by now, and ends. Does not wait. */
        void finish();
    }

    /** Hears of a watch. */
    @FunctionalInterface
    interface WatchListener {
        /** Something happened to an object. */
        void changed(WatchEvent event);

        /** The watch is over, since the server refuses it (401, 403) and goes on to do so; nothing will be told any more. */
        default void ended(KubeApiException refused) {}
    }

    /** What happened to a watched object. */
    record WatchEvent(Type type, KubeObject object) {
        /** Kind of change. */
        public enum Type {
            ADDED,
            MODIFIED,
            DELETED
        }
    }

    /** Objects and the version of the list, from which a watch can go on. */
    record ObjectList(List<KubeObject> items, String resourceVersion) {}

    /** Label and field selectors in Kubernetes' syntax; {@code ""} selects all. */
    record Selector(String labels, String fields) {
        /** Everything. */
        public static final Selector ALL = new Selector("", "");

        /** By labels. */
        public static Selector labels(String labels) {
            return new Selector(labels, "");
        }

        /** By fields. */
        public static Selector fields(String fields) {
            return new Selector("", fields);
        }
    }
}
