package io.werf.core.template.functions;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** The time and zone of this machine. Asks for the zone only when somebody wants it: reading the table of zones is slow. */
final class LocalClock extends Clock {

    @Override
    public ZoneId getZone() {
        return ZoneId.systemDefault();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return Clock.system(zone);
    }

    @Override
    public Instant instant() {
        return Instant.now();
    }
}
