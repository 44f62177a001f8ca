package io.werf.core.track;

import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Sends the events of all tracked objects, and a reminder of those that are not ready when nothing was said for a while. Used
 * by the loop's thread only.
 */
final class Announcer {

    private final EventSink events;
    private final Clock clock;
    private final Loop loop;
    private final Duration heartbeat;
    private final Map<Tracking, Instant> pending = new LinkedHashMap<>();
    private Instant lastWord = Instant.MIN;
    private boolean beating;
    private Runnable stopBeating = () -> {};

    Announcer(EventSink events, Clock clock, Loop loop, Duration heartbeat) {
        this.events = events;
        this.clock = clock;
        this.loop = loop;
        this.heartbeat = heartbeat;
    }

    void say(Event event) {
        // However much the programs themselves say, it is no word about how far their rollout is.
        if (!(event instanceof Event.PodLog)) {
            lastWord = clock.instant();
        }
        events.accept(event);
    }

    void begins(Tracking tracking, Instant since) {
        pending.put(tracking, since);
        if (!beating && !heartbeat.isZero()) {
            beating = true;
            lastWord = clock.instant();
            stopBeating = loop.after(heartbeat, this::beat);
        }
    }

    void ends(Tracking tracking) {
        pending.remove(tracking);
        if (pending.isEmpty()) {
            stopBeating.run();
            beating = false;
        }
    }

    private void beat() {
        Instant now = clock.instant();
        Duration silent = Duration.between(lastWord, now);
        if (silent.compareTo(heartbeat) >= 0) {
            Instant oldest = pending.values().stream().min(Instant::compareTo).orElse(now);
            say(new Event.RolloutWaiting(
                    pending.keySet().stream().map(Tracking::resource).toList(), Duration.between(oldest, now)));
            silent = Duration.ZERO;
        }
        stopBeating = loop.after(heartbeat.minus(silent), this::beat);
    }
}
