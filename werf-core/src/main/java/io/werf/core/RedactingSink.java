package io.werf.core;

import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.secret.Redactor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/**
 * Between the rooms and the user's sink: every text of an event goes through the redactor. Events are records, so
 * their components are all there is to look at; a new kind of event needs nothing here.
 */
final class RedactingSink implements EventSink {

    private final EventSink sink;
    private final Redactor redactor;

    RedactingSink(EventSink sink, Redactor redactor) {
        this.sink = sink;
        this.redactor = redactor;
    }

    @Override
    public void accept(Event event) {
        sink.accept((Event) redact(event));
    }

    private Object redact(Object value) {
        if (value instanceof String text) {
            return redactor.redact(text);
        }
        if (value instanceof Optional<?> optional) {
            return optional.map(this::redact);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(this::redact).toList();
        }
        return value instanceof Record entry && entry.getClass().getName().startsWith(Event.class.getName())
                ? redactRecord(entry)
                : value;
    }

    private Object redactRecord(Record entry) {
        RecordComponent[] components = entry.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = redact(components[i].getAccessor().invoke(entry));
            }
            return entry.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException
                | IllegalAccessException
                | InstantiationException
                | NoSuchMethodException e) {
            throw new IllegalStateException("an event that is no plain record: " + entry.getClass(), e);
        }
    }
}
