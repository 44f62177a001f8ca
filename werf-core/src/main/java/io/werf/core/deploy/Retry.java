package io.werf.core.deploy;

import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeConnectionException;
import io.werf.core.kube.UnknownKindException;
import java.time.Duration;
import java.util.Optional;

/** Which refusals of a write pass by themselves soon, and how long to hope for it. */
enum Retry {
    /** The controller that makes a new namespace's service account has not come to it yet. */
    SERVICE_ACCOUNT(Duration.ofMillis(200), Duration.ofSeconds(30)),
    /** The webhook's pods are being replaced, perhaps by this very deploy. */
    WEBHOOK(Duration.ofSeconds(2), Duration.ofMinutes(4)),
    /** A server behind the load balancer has not seen a new CRD yet. */
    UNKNOWN_KIND(Duration.ofMillis(500), Duration.ofSeconds(10)),
    /** A server behind the load balancer has not seen yet how this very deploy has changed a CRD. */
    RENEWED_KIND(Duration.ofMillis(500), Duration.ofSeconds(10)),
    /** Somebody wrote between our reading and our writing. */
    CONFLICT(Duration.ofMillis(100), Duration.ofSeconds(5)),
    /** The connection broke. An apply says the same however often it is said. */
    CONNECTION(Duration.ofSeconds(1), Duration.ofSeconds(30));

    private final Duration pause;
    private final Duration limit;

    Retry(Duration pause, Duration limit) {
        this.pause = pause;
        this.limit = limit;
    }

    /** Between two tries. */
    Duration pause() {
        return pause;
    }

    /** From the first try. */
    Duration limit() {
        return limit;
    }

    /** @param renewed whether the object's CRD was written just before */
    static Optional<Retry> of(Throwable failure, boolean renewed) {
        if (failure instanceof UnknownKindException) {
            return Optional.of(UNKNOWN_KIND);
        }
        if (failure instanceof KubeConnectionException) {
            return Optional.of(CONNECTION);
        }
        if (!(failure instanceof KubeApiException refused)) {
            return Optional.empty();
        }
        String message = refused.serverMessage();
        if (refused.isForbidden() && message.contains("error looking up service account")) {
            return Optional.of(SERVICE_ACCOUNT);
        }
        if (refused.isOfAbsentWebhook()) {
            return Optional.of(WEBHOOK);
        }
        if (renewed && (refused.isInvalid() || refused.isNotFound())) {
            return Optional.of(RENEWED_KIND);
        }
        return refused.isConflict() ? Optional.of(CONFLICT) : Optional.empty();
    }
}
