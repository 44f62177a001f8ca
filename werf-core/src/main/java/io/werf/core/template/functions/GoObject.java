package io.werf.core.template.functions;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that is more than a plain tree: it has a Go type, fields and methods, for example {@code .Files}, {@code .Chart}
 * or a version. Nothing but what is declared here can be reached from a template.
 */
public final class GoObject {

    private final String type;
    private final Map<String, @Nullable Object> fields;
    private final Map<String, TemplateFunction> methods;
    private final @Nullable Object elements;
    private final @Nullable String text;
    private final @Nullable Object document;

    private GoObject(
            String type,
            Map<String, @Nullable Object> fields,
            Map<String, TemplateFunction> methods,
            @Nullable Object elements,
            @Nullable String text,
            @Nullable Object document) {
        this.type = type;
        this.fields = fields;
        this.methods = methods;
        this.elements = elements;
        this.text = text;
        this.document = document;
    }

    /** A struct: prints its fields in braces. */
    public static GoObject struct(
            String type, Map<String, ? extends @Nullable Object> fields, TemplateFunction... methods) {
        return new GoObject(type, new LinkedHashMap<>(fields), byName(methods), null, null, null);
    }

    /** A map or list with methods; prints and loops as the map or list. */
    public static GoObject over(String type, Object elements, TemplateFunction... methods) {
        return new GoObject(type, Map.of(), byName(methods), elements, null, null);
    }

    private static Map<String, TemplateFunction> byName(TemplateFunction... methods) {
        Map<String, TemplateFunction> byName = new HashMap<>();
        for (TemplateFunction method : methods) {
            byName.put(method.name(), method);
        }
        return byName;
    }

    /** The same, printing as {@code text}. */
    public GoObject printedAs(String text) {
        return new GoObject(type, fields, methods, elements, text, document);
    }

    /** The same, which in YAML and JSON is {@code tree}. */
    public GoObject writtenAs(Object tree) {
        return new GoObject(type, fields, methods, elements, text, tree);
    }

    /** Go's name of the type. */
    public String type() {
        return type;
    }

    /** What it prints as, when that is a text of its own. */
    Optional<String> text() {
        return Optional.ofNullable(text);
    }

    /** What it is in YAML and JSON, when that is not what its fields or its text say. */
    Optional<Object> document() {
        return Optional.ofNullable(document);
    }

    /** Whether there is such a field. */
    public boolean hasField(String name) {
        return fields.containsKey(name);
    }

    /** Names of fields and methods. */
    java.util.Set<String> names() {
        java.util.Set<String> names = new java.util.TreeSet<>(fields.keySet());
        names.addAll(methods.keySet());
        return names;
    }

    /** The value of a field. */
    public @Nullable Object field(String name) {
        return fields.get(name);
    }

    /** All values of fields in order. */
    Collection<@Nullable Object> fields() {
        return fields.values();
    }

    Map<String, @Nullable Object> fieldsByName() {
        return fields;
    }

    /** The method of that name, or null. */
    public @Nullable TemplateFunction method(String name) {
        return methods.get(name);
    }

    /** The map or list behind it; empty for a struct. */
    public Optional<Object> elements() {
        return Optional.ofNullable(elements);
    }
}
