package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;

/** Fields of {@code v1/Event}. */
final class ClusterEvents {

    private ClusterEvents() {}

    /** When it came last: RFC 3339 in UTC, so that the order of the text is the order of time. */
    static String time(KubeObject event) {
        return Tree.string(event.body(), "lastTimestamp")
                .or(() -> Tree.string(event.body(), "eventTime"))
                .orElse("");
    }

    /** How often it came. */
    static long count(KubeObject event) {
        return Math.max(1, Tree.integer(event.body(), "count").orElse(1L));
    }
}
