package io.werf.core.chart.dependency;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The {@code index.yaml} of a chart repository, of which only the entries of some charts are kept: public indexes have tens of
 * thousands.
 */
final class ChartIndex {

    /**
     * A version of a chart.
     *
     * @param digest SHA-256 of the archive in hex; {@code ""} when the index has none
     * @param url of the archive, absolute or relative to the repository
     */
    record Version(String version, String digest, String url) {}

    private final Iterator<Event> events;
    private final Set<String> wanted;
    private final Map<String, List<Version>> versions = new LinkedHashMap<>();

    private ChartIndex(Iterator<Event> events, Set<String> wanted) {
        this.events = events;
        this.wanted = wanted;
    }

    /** Reads the versions of the charts {@code wanted}, by name. */
    static Map<String, List<Version>> read(byte[] index, Set<String> wanted, String place) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(place)
                .setCodePointLimit(Integer.MAX_VALUE)
                .setUseMarks(false)
                .build();
        try {
            Iterator<Event> events = new Parse(settings)
                    .parseString(new String(index, StandardCharsets.UTF_8))
                    .iterator();
            ChartIndex reader = new ChartIndex(events, wanted);
            reader.document();
            return reader.versions;
        } catch (YamlEngineException | StackOverflowError e) {
            throw new ChartDependencyException(place + " is no index of a chart repository: " + e.getMessage(), e);
        }
    }

    private void document() {
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.MappingStart) {
                map(key -> {
                    Event value = events.next();
                    if (key.equals("entries") && value.getEventId() == Event.ID.MappingStart) {
                        map(this::chart);
                    } else {
                        skip(value);
                    }
                });
                return;
            }
        }
    }

    private void chart(String name) {
        Event value = events.next();
        if (!wanted.contains(name) || value.getEventId() != Event.ID.SequenceStart) {
            skip(value);
            return;
        }
        List<Version> found = versions.computeIfAbsent(name, unused -> new ArrayList<>());
        for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
            if (item.getEventId() == Event.ID.MappingStart) {
                Map<String, String> fields = new LinkedHashMap<>();
                map(key -> field(key, fields));
                if (fields.containsKey("version") && fields.containsKey("urls")) {
                    found.add(
                            new Version(fields.get("version"), fields.getOrDefault("digest", ""), fields.get("urls")));
                }
            } else {
                skip(item);
            }
        }
    }

    /** Keeps texts, and of the addresses the first. */
    private void field(String key, Map<String, String> fields) {
        Event value = events.next();
        if (value instanceof ScalarEvent scalar) {
            fields.put(key, scalar.getValue());
        } else if (key.equals("urls") && value.getEventId() == Event.ID.SequenceStart) {
            for (Event item = events.next(); item.getEventId() != Event.ID.SequenceEnd; item = events.next()) {
                if (item instanceof ScalarEvent scalar) {
                    fields.putIfAbsent(key, scalar.getValue());
                } else {
                    skip(item);
                }
            }
        } else {
            skip(value);
        }
    }

    private interface Keys {
        void value(String key);
    }

    /** After the start of a map: calls for each key, to read its value. */
    private void map(Keys keys) {
        for (Event key = events.next(); key.getEventId() != Event.ID.MappingEnd; key = events.next()) {
            if (key instanceof ScalarEvent scalar) {
                keys.value(scalar.getValue());
            } else {
                skip(key);
                skip(events.next());
            }
        }
    }

    private void skip(Event first) {
        int depth = 0;
        Event event = first;
        while (true) {
            switch (event.getEventId()) {
                case MappingStart, SequenceStart -> depth++;
                case MappingEnd, SequenceEnd -> depth--;
                default -> {}
            }
            if (depth == 0) {
                return;
            }
            event = events.next();
        }
    }
}
