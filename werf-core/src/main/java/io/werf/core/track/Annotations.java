package io.werf.core.track;

import io.werf.core.error.Excerpt;
import io.werf.core.error.Problems;
import io.werf.core.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The {@code werf.io/*} annotations of one object.
 *
 * @param places where an annotation is defined, if that is known
 * @param problems gets an {@link InvalidAnnotationException} for each that means nothing
 */
record Annotations(KubeObject object, Function<String, Optional<Excerpt>> places, Problems problems) {

    private static final String DOMAIN = "werf.io/";

    /** Reads a value; empty when {@code text}, never blank, means nothing. */
    interface Parser<T> {
        Optional<T> parse(String text);
    }

    /**
     * The value of an annotation, if it is set to something that means something.
     *
     * @param expected what the value must be, for the error
     */
    <T> Optional<T> read(String name, String expected, Parser<T> parser) {
        Object value = object.annotations().get(DOMAIN + name);
        return value == null ? Optional.empty() : parsed(DOMAIN + name, value, expected, parser);
    }

    /** The values of all annotations whose name begins so, by the rest of their name: a container's name. */
    <T> Map<String, T> readEach(String prefix, String expected, Parser<T> parser) {
        Map<String, T> found = new LinkedHashMap<>();
        object.annotations().forEach((key, value) -> {
            if (key.startsWith(DOMAIN + prefix) && key.length() > DOMAIN.length() + prefix.length()) {
                parsed(key, value, expected, parser)
                        .ifPresent(parsed -> found.put(key.substring(DOMAIN.length() + prefix.length()), parsed));
            }
        });
        return found;
    }

    private <T> Optional<T> parsed(String key, Object value, String expected, Parser<T> parser) {
        String text = value.toString().strip();
        Optional<T> parsed = text.isEmpty() ? Optional.empty() : parser.parse(text);
        if (parsed.isEmpty()) {
            problems.add(new InvalidAnnotationException(
                    object.id().toString(),
                    key,
                    value.toString(),
                    expected,
                    places.apply(key).orElse(null)));
        }
        return parsed;
    }
}
