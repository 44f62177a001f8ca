package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;

/** Fields of {@code v1/Event}. */
final class ClusterEvents {

    private ClusterEvents() {}

    private static final int SECONDS = "2024-05-06T12:00:00".length();

    /** Where the events of an object are. */
    static String namespaceOf(KubeObject object) {
        return object.id().namespace().isEmpty() ? "default" : object.id().namespace();
    }

    /** When it came last, as {@link #seconds}. */
    static String time(KubeObject event) {
        return Tree.string(event.body(), "lastTimestamp")
                .or(() -> Tree.string(event.body(), "eventTime"))
                .map(ClusterEvents::seconds)
                .orElse("");
    }

    /** When it came first, as {@link #seconds}. */
    static String firstTime(KubeObject event) {
        return Tree.string(event.body(), "firstTimestamp")
                .map(ClusterEvents::seconds)
                .orElseGet(() -> time(event));
    }

    /** A time of RFC 3339 in UTC, cut to whole seconds: so the order of the text is the order of time. */
    static String seconds(String time) {
        return time.substring(0, Math.min(SECONDS, time.length()));
    }

    /** How often it came. */
    static long count(KubeObject event) {
        return Math.max(1, Tree.integer(event.body(), "count").orElse(1L));
    }
}
