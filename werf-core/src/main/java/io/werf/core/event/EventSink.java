package io.werf.core.event;

/** Receives the events of a run. Called by one thread at a time, in order; must return quickly and must not throw. */
@FunctionalInterface
public interface EventSink {

    /** Takes one event. */
    void accept(Event event);

    /** The same sink for events of several threads: it gets them one at a time. */
    static EventSink oneAtATime(EventSink sink) {
        return new SerialSink(sink);
    }

    /** A sink that forgets everything. */
    static EventSink none() {
        return event -> {};
    }
}
