package io.werf.core.track;

import io.werf.core.error.Location;
import io.werf.core.error.WerfException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An applied object will not get ready. The message has all that was collected, on several lines. */
public final class RolloutFailedException extends WerfException {

    private final transient RolloutFailure failure;
    private final Duration after;
    private final transient @Nullable Location definedAt;

    RolloutFailedException(RolloutFailure failure, Duration after, Optional<Location> definedAt) {
        super(message(failure, after, definedAt));
        this.failure = failure;
        this.after = after;
        this.definedAt = definedAt.orElse(null);
    }

    private static String message(RolloutFailure failure, Duration after, Optional<Location> definedAt) {
        StringBuilder text = new StringBuilder(failure.resource())
                .append(" failed after ")
                .append(Text.duration(after))
                .append(": ")
                .append(failure.reason());
        if (!failure.lastLines().isEmpty()) {
            text.append("\n\n  its last lines:");
            failure.lastLines().forEach(line -> text.append("\n    ").append(line));
        } else if (!failure.warnings().isEmpty() || definedAt.isPresent()) {
            text.append('\n');
        }
        failure.warnings().forEach(warning -> text.append("\n  warning event: ").append(warning));
        definedAt.ifPresent(at -> text.append("\n  defined at: ").append(at));
        return text.toString();
    }

    /** What happened, as data. */
    public RolloutFailure failure() {
        return failure;
    }

    /** How long after the begin of its tracking the failure was seen. */
    public Duration after() {
        return after;
    }

    /** Where the object is defined, if the caller knew. */
    public Optional<Location> definedAt() {
        return Optional.ofNullable(definedAt);
    }
}
