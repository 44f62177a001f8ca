package io.werf.core.template.gotemplate;

import io.werf.core.error.Nearest;
import io.werf.core.template.TemplateException;
import io.werf.core.template.TemplateSource;
import io.werf.core.template.functions.Functions;
import io.werf.core.template.functions.TemplateFunction;
import io.werf.core.template.gotemplate.Node.Body;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All templates that know each other. Immutable; {@code tpl} makes a new one with what its text defines. */
final class Library {

    private final Functions functions;
    private final Map<String, Definition> definitions;

    private Library(Functions functions, Map<String, Definition> definitions) {
        this.functions = functions;
        this.definitions = definitions;
    }

    static Library empty(Functions functions) {
        return new Library(functions.with(Builtins.ALL), Map.of());
    }

    /** This library and what the sources say; of templates with one name the later wins, unless it is blank. */
    Library with(List<TemplateSource> sources) {
        Map<String, Definition> all = new HashMap<>(definitions);
        sources.forEach(source -> add(source, parse(source), all));
        return new Library(functions, all);
    }

    /**
     * A library and the text that made it of another.
     *
     * @param main the text itself, also where it is blank and so does not replace another of its name
     */
    record Extended(Library library, Definition main) {}

    /** This library and what the source says. */
    Extended with(TemplateSource source) {
        Map<String, Definition> all = new HashMap<>(definitions);
        Map<String, Body> parsed = parse(source);
        add(source, parsed, all);
        Body main = parsed.getOrDefault(source.name(), Body.EMPTY);
        return new Extended(new Library(functions, all), new Definition(source.name(), source, main));
    }

    private static void add(TemplateSource source, Map<String, Body> parsed, Map<String, Definition> all) {
        parsed.forEach((name, body) -> {
            if (!body.isBlank() || !all.containsKey(name)) {
                all.put(name, new Definition(name, source, body));
            }
        });
    }

    private Map<String, Body> parse(TemplateSource source) {
        try {
            return Parser.parse(source.name(), source.text(), this::callee);
        } catch (ParseError e) {
            Place place = Place.of(source.text(), e.position());
            TemplateException error =
                    TemplateException.at(source, place.line(), place.column(), e.width(), e.reason(), null);
            throw e.unknownFunction() == null ? error : withNearest(error, e.unknownFunction());
        }
    }

    private TemplateException withNearest(TemplateException error, String function) {
        Set<String> names = new HashSet<>(functions.names());
        names.addAll(Set.of("and", "or", "call", "include", "tpl"));
        return Nearest.to(function, names)
                .map(nearest -> error.withHint("did you mean \"" + nearest + "\"?"))
                .orElse(error);
    }

    private @Nullable Callee callee(String name) {
        return switch (name) {
            case "and" -> Callee.Builtin.AND;
            case "or" -> Callee.Builtin.OR;
            case "call" -> Callee.Builtin.CALL;
            case "include", "include_debug" -> Callee.Builtin.INCLUDE;
            case "tpl", "tpl_debug" -> Callee.Builtin.TPL;
            default -> {
                TemplateFunction function = functions.get(name).orElse(null);
                yield function == null ? null : new Callee.Library(function);
            }
        };
    }

    /** Names of all templates, for messages. */
    Set<String> names() {
        return definitions.keySet();
    }

    @Nullable
    Definition find(String name) {
        return definitions.get(name);
    }
}
