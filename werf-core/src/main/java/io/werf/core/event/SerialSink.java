package io.werf.core.event;

/** Lets one thread at a time through. */
final class SerialSink implements EventSink {

    private final EventSink sink;

    SerialSink(EventSink sink) {
        this.sink = sink;
    }

    @Override
    public synchronized void accept(Event event) {
        sink.accept(event);
    }
}
