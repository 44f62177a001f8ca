package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.error.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of an object no plan may show: the data of Secrets, everything under {@code werf.io/sensitive: "true"}, and the fields that
 * {@code werf.io/sensitive-paths} names. {@code werf.io/sensitive: "false"} shows even a Secret.
 */
final class Sensitivity {

    private static final String SENSITIVE = "werf.io/sensitive";
    private static final String PATHS = "werf.io/sensitive-paths";
    private static final Pattern COMMA = Pattern.compile("(?<!\\\\),");

    /** Go's spellings, which charts have. */
    private static final List<String> TRUE = List.of("1", "t", "T", "true", "TRUE", "True");

    private static final List<String> FALSE = List.of("0", "f", "F", "false", "FALSE", "False");

    private Sensitivity() {}

    /**
     * Checks the annotations.
     *
     * @param problems gets an error for each that has a value that it cannot have
     * @param bad makes the error for an annotation's key and what its value must be
     */
    static void check(Map<String, Object> body, Problems problems, BiFunction<String, String, ResourceException> bad) {
        String flag = annotation(body, SENSITIVE);
        if (has(body, SENSITIVE) && !TRUE.contains(flag) && !FALSE.contains(flag)) {
            problems.add(bad.apply(SENSITIVE, "true or false"));
        }
        if (has(body, PATHS)
                && (texts(body).isEmpty()
                        || texts(body).stream()
                                .anyMatch(text -> SensitivePath.parse(text).isEmpty()))) {
            problems.add(bad.apply(PATHS, "a list of JSONPaths without filters, such as $.spec.token,$.data.*"));
        }
    }

    /** The paths to hide; lenient where an annotation makes no sense, as live objects may have any. */
    static List<SensitivePath> paths(Map<String, Object> body) {
        String flag = annotation(body, SENSITIVE);
        List<SensitivePath> paths = new ArrayList<>();
        if (TRUE.contains(flag)) {
            body.keySet().stream()
                    .filter(key -> !List.of("apiVersion", "kind", "metadata").contains(key))
                    .forEach(key -> paths.add(SensitivePath.ofKeys(key, null)));
        } else if (isSecret(body) && !FALSE.contains(flag)) {
            paths.add(SensitivePath.ofKeys("data", null));
            paths.add(SensitivePath.ofKeys("stringData", null));
        }
        texts(body).forEach(text -> SensitivePath.parse(text).ifPresent(paths::add));
        return paths;
    }

    static boolean isSecret(Map<String, Object> body) {
        return "v1".equals(body.get("apiVersion")) && "Secret".equals(body.get("kind"));
    }

    private static List<String> texts(Map<String, Object> body) {
        return Stream.of(COMMA.split(annotation(body, PATHS)))
                .map(text -> text.replace("\\,", ",").strip())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static boolean has(Map<String, Object> body, String key) {
        return Tree.map(body, "metadata", "annotations").containsKey(key);
    }

    private static String annotation(Map<String, Object> body, String key) {
        return Tree.map(body, "metadata", "annotations").get(key) instanceof String text ? text.strip() : "";
    }
}
