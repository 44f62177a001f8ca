package io.werf.maven;

import io.werf.core.EventJson;
import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Writes events into a file, a line of JSON each, and passes them on. Every line is on disk before the next event. */
final class EventsFile implements EventSink, AutoCloseable {

    private final EventSink next;
    private final Path file;
    private final BufferedWriter out;
    private final Clock clock;

    EventsFile(EventSink next, Path file, Clock clock) {
        this.next = next;
        this.file = file;
        this.clock = clock;
        try {
            out = Files.newBufferedWriter(OutputFile.prepare(file));
        } catch (IOException e) {
            throw OutputFile.failed(file, e);
        }
    }

    @Override
    public void accept(Event event) {
        next.accept(event);
        write(EventJson.line(event, clock.instant()));
    }

    /** The run ended with this error. */
    void failed(Throwable error) {
        write(EventJson.failure(error, clock.instant()));
    }

    private void write(String line) {
        try {
            out.write(line);
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw OutputFile.failed(file, e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw OutputFile.failed(file, e);
        }
    }
}
