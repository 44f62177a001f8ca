package io.werf.core.template.functions;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A set of functions by name, immutable. One set serves every engine. */
public final class Functions {

    private static final Functions STANDARD = new Functions(Map.of())
            .with(LogicFunctions.ALL)
            .with(TextFunctions.ALL)
            .with(NumberFunctions.ALL)
            .with(CollectionFunctions.ALL)
            .with(EncodingFunctions.ALL);

    private final Map<String, TemplateFunction> byName;

    private Functions(Map<String, TemplateFunction> byName) {
        this.byName = byName;
    }

    /** The functions that need nothing but their arguments. */
    public static Functions standard() {
        return STANDARD;
    }

    /** This set with more functions; one of the same name replaces the old one. */
    public Functions with(Collection<TemplateFunction> more) {
        Map<String, TemplateFunction> all = new LinkedHashMap<>(byName);
        more.forEach(function -> all.put(function.name(), function));
        return new Functions(Map.copyOf(all));
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
