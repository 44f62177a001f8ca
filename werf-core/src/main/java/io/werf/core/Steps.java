package io.werf.core;

import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Tells the sink when the parts of a run begin and end. */
final class Steps {

    private final EventSink sink;
    private final Clock clock;
    private final Instant begin;

    Steps(EventSink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** Does {@code work} as a step; its end is told also when it throws. */
    <T> T run(Event.Step step, Supplier<T> work) {
        Instant started = clock.instant();
        sink.accept(new Event.StepStarted(step));
        try {
            return work.get();
        } finally {
            sink.accept(new Event.StepFinished(step, Duration.between(started, clock.instant())));
        }
    }

    /** Since the run began. */
    Duration elapsed() {
        return Duration.between(begin, clock.instant());
    }

    /** Tells the sink. */
    void tell(Event event) {
        sink.accept(event);
    }
}
