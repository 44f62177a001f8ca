package io.werf.core;

import io.werf.core.data.Json;
import io.werf.core.event.Event;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events as lines of JSON for programs. Each line is an object with {@code schema} (1), {@code time} (ISO 8601, UTC), {@code event}
 * (the name of its record in {@link Event}) and the record's components: durations are numbers of seconds, empty ones are left out.
 * Components may be added in the same schema; none is renamed or removed.
 */
public final class EventJson {

    private static final int SCHEMA = 1;
    private static final double MILLIS = 1000;

    private EventJson() {}

    /** One line, without a line break. */
    public static String line(Event event, Instant time) {
        Map<String, Object> tree = head(event.getClass().getSimpleName(), time);
        tree.putAll(record((Record) event));
        return Json.write(tree);
    }

    /** The line that ends a run which failed: event {@code RunFailed}, {@code error} (the type) and {@code message}. */
    public static String failure(Throwable error, Instant time) {
        Map<String, Object> tree = head("RunFailed", time);
        tree.put("error", error.getClass().getSimpleName());
        tree.put("message", String.valueOf(error.getMessage()));
        return Json.write(tree);
    }

    private static Map<String, Object> head(String event, Instant time) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("schema", SCHEMA);
        tree.put("time", time.toString());
        tree.put("event", event);
        return tree;
    }

    private static Map<String, Object> record(Record record) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                Object value = value(component.getAccessor().invoke(record));
                if (value != null) {
                    tree.put(component.getName(), value);
                }
            } catch (InvocationTargetException | IllegalAccessException e) {
                throw new IllegalStateException("an event that is no plain record: " + record.getClass(), e);
            }
        }
        return tree;
    }

    private static @Nullable Object value(@Nullable Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(EventJson::value).orElse(null);
        }
        if (value instanceof Duration duration) {
            return duration.toMillis() / MILLIS;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EventJson::value).toList();
        }
        return value instanceof Record record ? record(record) : value;
    }
}
