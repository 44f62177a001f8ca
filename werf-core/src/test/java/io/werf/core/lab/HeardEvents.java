package io.werf.core.lab;

import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Remembers the events of a run, and lets a test wait for one that another thread sends. */
public final class HeardEvents implements EventSink {

    private final List<Event> all = new CopyOnWriteArrayList<>();

    @Override
    public synchronized void accept(Event event) {
        all.add(event);
        notifyAll();
    }

    /** Those heard by now, which grow; may be cleared. */
    public List<Event> all() {
        return all;
    }

    /** Those of one type. */
    public <E extends Event> List<E> of(Class<E> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Returns when such an event was or is heard; the test's {@code @Timeout} ends a wait in vain. */
    public synchronized void await(Predicate<Event> wanted) throws InterruptedException {
        while (all.stream().noneMatch(wanted)) {
            wait();
        }
    }
}
