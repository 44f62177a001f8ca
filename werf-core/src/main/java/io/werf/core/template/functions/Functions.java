package io.werf.core.template.functions;

import java.time.Clock;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set of functions by name, immutable. One set serves every engine. */
public final class Functions {

    private final Map<String, TemplateFunction> byName;

    private Functions(Map<String, TemplateFunction> byName) {
        this.byName = byName;
    }

    /** All of Sprig and Helm, with the time of this machine; {@code lookup} finds nothing. */
    public static Functions standard() {
        return standard(new LocalClock());
    }

    /** All of Sprig and Helm; {@code lookup} finds nothing. */
    public static Functions standard(Clock clock) {
        return new Functions(Map.of()).with(Family.all(clock)).with(ClusterFunctions.OFFLINE);
    }

    /** This set with more functions; one of the same name replaces the old one. */
    public Functions with(Collection<TemplateFunction> more) {
        Map<String, TemplateFunction> all = new LinkedHashMap<>(byName);
        for (TemplateFunction function : more) {
            all.put(function.name(), function);
        }
        return new Functions(Collections.unmodifiableMap(all));
    }

    /** This set with more functions; one of the same name replaces the old one. */
    public Functions with(TemplateFunction... more) {
        return with(List.of(more));
    }

    /** The function of that name. */
    public Optional<TemplateFunction> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** All names. */
    public Set<String> names() {
        return byName.keySet();
    }

    /** All functions, in no order. */
    public Collection<TemplateFunction> all() {
        return byName.values();
    }
}
