package io.werf.maven;

import io.werf.core.event.Event;
import org.apache.maven.plugin.logging.Log;

/** One plain line per change, through Maven's log: for CI, batch mode and files. */
final class PlainDisplay implements Display {

    private final Log log;
    private final EventLines lines;

    PlainDisplay(Log log, EventLines lines) {
        this.log = log;
        this.lines = lines;
    }

    @Override
    public void accept(Event event) {
        boolean warning = event instanceof Event.Warning;
        for (String line : lines.of(event)) {
            if (warning) {
                log.warn(line);
            } else {
                log.info(line);
            }
        }
    }

    @Override
    public void close() {
        lines.rest().forEach(log::info);
    }
}
