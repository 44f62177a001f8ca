package io.werf.core.plan;

import io.werf.core.error.Problems;
import io.werf.core.kube.ResourceId;
import io.werf.core.plan.Dependency.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the annotations that say what an object waits for. */
final class DependencyReader {

    private static final String DEPLOY = "werf.io/deploy-dependency-";
    private static final String DELETE = "werf.io/delete-dependency-";
    private static final String LEGACY = ".dependency.werf.io";
    private static final String EXTERNAL = ".external-dependency.werf.io";

    private static final Set<String> KEYS = Set.of("state", "group", "version", "kind", "name", "namespace");
    private static final Pattern PAIR =
            Pattern.compile("\\s*([a-z]+)\\s*=\\s*(\"[^\"]*\"|'[^']*'|[^,\"']*?)\\s*(?:,|$)");
    private static final Pattern TYPE_AND_NAME = Pattern.compile("([a-z][a-z0-9]*(?:\\.[a-z0-9.-]+)?)/([^/\\s]+)");

    private final Map<String, Object> annotations;
    private final Problems problems;
    private final BiFunction<String, String, ResourceException> bad;

    /**
     * @param problems gets what is wrong with the annotations
     * @param bad makes the error for an annotation's key and what its value must be
     */
    DependencyReader(
            Map<String, Object> annotations, Problems problems, BiFunction<String, String, ResourceException> bad) {
        this.annotations = annotations;
        this.problems = problems;
        this.bad = bad;
    }

    /** What must be applied before the object, in the order of the annotations. */
    List<Dependency> deploy() {
        List<Dependency> found = new ArrayList<>();
        annotations.forEach((key, value) -> problems.attempt(() -> {
            if (key.startsWith(DEPLOY)) {
                found.add(selector(key, text(value), Set.of("ready", "present")));
            } else if (key.endsWith(LEGACY) && key.indexOf('/') < 0) {
                ResourceId id = colons(key, text(value));
                found.add(new Dependency(
                        key,
                        State.READY,
                        Optional.of(id.group()),
                        Optional.of(id.version()),
                        Optional.of(id.kind()),
                        Optional.of(id.name()),
                        id.namespace().isEmpty() ? Optional.empty() : Optional.of(id.namespace())));
            }
        }));
        return found;
    }

    /** What must be gone before the object is deleted. */
    List<Dependency> delete() {
        List<Dependency> found = new ArrayList<>();
        annotations.forEach((key, value) -> problems.attempt(() -> {
            if (key.startsWith(DELETE)) {
                found.add(selector(key, text(value), Set.of("absent")));
            }
        }));
        return found;
    }

    List<ExternalDependency> external() {
        List<ExternalDependency> found = new ArrayList<>();
        annotations.forEach((key, value) -> problems.attempt(() -> {
            if (key.endsWith(EXTERNAL)) {
                found.add(new ExternalDependency(key, "", colons(key, text(value))));
            } else if (key.endsWith(EXTERNAL + "/resource")) {
                found.add(byType(key, text(value)));
            } else if (key.endsWith(EXTERNAL + "/namespace")) {
                namespaceOf(key, text(value));
            }
        }));
        return found;
    }

    private void namespaceOf(String key, String value) {
        if (Names.labelProblem("a namespace", value).isPresent()) {
            throw bad.apply(key, "the name of a namespace");
        }
        if (!annotations.containsKey(key.replace("/namespace", "/resource"))) {
            throw bad.apply(key, "beside an annotation " + key.replace("/namespace", "/resource"));
        }
    }

    private ExternalDependency byType(String key, String value) {
        Matcher parts = TYPE_AND_NAME.matcher(value);
        if (!parts.matches() || parts.group(1).equals("all")) {
            throw bad.apply(key, "type/name or type.version.group/name, for example secret/certificate");
        }
        Object namespace = annotations.get(key.replace("/resource", "/namespace"));
        return new ExternalDependency(
                key,
                parts.group(1),
                new ResourceId("", "", "", namespace == null ? "" : text(namespace), parts.group(2)));
    }

    private ResourceId colons(String key, String value) {
        String[] parts = value.split(":", -1);
        boolean complete = parts.length == 3 || parts.length == 4;
        for (String part : parts) {
            complete &= !part.isBlank();
        }
        if (!complete || parts[0].indexOf('/') != parts[0].lastIndexOf('/')) {
            throw bad.apply(key, "apiVersion:kind:name or apiVersion:kind:namespace:name");
        }
        int slash = parts[0].indexOf('/');
        return new ResourceId(
                slash < 0 ? "" : parts[0].substring(0, slash),
                parts[0].substring(slash + 1),
                parts[1],
                parts.length == 4 ? parts[2] : "",
                parts[parts.length - 1]);
    }

    private Dependency selector(String key, String value, Set<String> states) {
        String form = "state=" + String.join("|", states.stream().sorted().toList())
                + " and at least one of group, version, kind, name, namespace, for example state="
                + states.stream().sorted().findFirst().orElse("") + ",kind=Job,name=migrate";
        Map<String, String> pairs = new HashMap<>();
        Matcher pair = PAIR.matcher(value);
        int end = 0;
        while (end < value.length() && pair.find(end) && pair.start() == end) {
            String text = pair.group(2);
            boolean quoted = text.startsWith("\"") || text.startsWith("'");
            String plain = quoted ? text.substring(1, text.length() - 1) : text;
            if (!KEYS.contains(pair.group(1)) || plain.isEmpty() || pairs.put(pair.group(1), plain) != null) {
                throw bad.apply(key, form);
            }
            end = pair.end();
        }
        String state = pairs.remove("state");
        if (end < value.length() || state == null || !states.contains(state) || pairs.isEmpty()) {
            throw bad.apply(key, form);
        }
        return new Dependency(
                key,
                State.valueOf(state.toUpperCase(Locale.ROOT)),
                Optional.ofNullable(pairs.get("group")),
                Optional.ofNullable(pairs.get("version")),
                Optional.ofNullable(pairs.get("kind")),
                Optional.ofNullable(pairs.get("name")),
                Optional.ofNullable(pairs.get("namespace")));
    }

    private static String text(Object value) {
        return String.valueOf(value).strip();
    }
}
