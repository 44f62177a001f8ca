package io.werf.core.build;

import io.werf.core.config.ImageSpec;
import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Changes an image's configuration as {@code imageSpec} says: what is taken away first, then what is set. */
final class SpecifiedConfig {

    private static final Pattern ESSENTIAL = Pattern.compile(
            "werf|werf-version|werf-stage-content-digest|werf-project-repo-commit|werf\\.io/.*", Pattern.DOTALL);
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
    private static final long NANOSECONDS = 1_000_000_000L;

    private final Map<String, Object> image;
    private final Map<String, Object> config;
    private final ImageSpec spec;

    private SpecifiedConfig(Map<String, Object> image, ImageSpec spec) {
        this.image = image;
        this.config = Tree.mapForWriting(image, "config");
        this.spec = spec;
    }

    /**
     * The changed configuration; the given one stays as it is.
     *
     * @param built the whole JSON document of the built image
     */
    static Map<String, Object> of(Map<String, Object> built, ImageSpec spec) {
        SpecifiedConfig changed = new SpecifiedConfig(Tree.copy(built), spec);
        changed.author();
        changed.labels();
        changed.env();
        changed.keys("Volumes", spec.removal().volumes(), spec.volumes());
        changed.keys(
                "ExposedPorts",
                List.of(),
                spec.expose().stream()
                        .map(port -> port.contains("/") ? port : port + "/tcp")
                        .toList());
        changed.commands();
        changed.set("User", spec.removal().user(), spec.user().orElse(""));
        changed.set("WorkingDir", spec.removal().workingDir(), spec.workingDir().orElse(""));
        changed.set("StopSignal", false, spec.stopSignal().orElse(""));
        spec.healthcheck().ifPresent(check -> changed.config.put("Healthcheck", healthcheck(check)));
        return changed.image;
    }

    private void author() {
        spec.author().ifPresent(author -> image.put("author", author));
        if (spec.clearHistory()) {
            image.remove("history");
        }
    }

    private void labels() {
        Map<String, Object> labels = Tree.mapForWriting(config, "Labels");
        Predicate<String> removed = matcher(spec.removal().labels());
        labels.keySet()
                .removeIf(name -> removed.test(name) && !ESSENTIAL.matcher(name).matches());
        labels.putAll(spec.labels());
    }

    private void env() {
        Map<String, String> base = new LinkedHashMap<>();
        for (Object variable : Tree.list(config, "Env")) {
            String[] parts = String.valueOf(variable).split("=", 2);
            base.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        Map<String, String> env = new LinkedHashMap<>(base);
        env.keySet().removeIf(matcher(spec.removal().env()));
        spec.env().forEach((name, value) -> env.put(name, expanded(value, base)));
        List<Object> written = new ArrayList<>();
        env.forEach((name, value) -> written.add(name + "=" + value));
        config.put("Env", written);
    }

    private static String expanded(String value, Map<String, String> base) {
        return VARIABLE.matcher(value).replaceAll(found -> {
            String name = found.group(1) == null ? found.group(2) : found.group(1);
            return Matcher.quoteReplacement(base.getOrDefault(name, ""));
        });
    }

    private void keys(String field, List<String> removed, List<String> added) {
        if (removed.isEmpty() && added.isEmpty()) {
            return;
        }
        Map<String, Object> all = Tree.mapForWriting(config, field);
        all.keySet().removeIf(matcher(removed));
        added.forEach(key -> all.put(key, new LinkedHashMap<String, Object>()));
        if (all.isEmpty()) {
            config.remove(field);
        }
    }

    private void commands() {
        if (spec.removal().entrypoint()) {
            config.remove("Entrypoint");
        }
        if (spec.removal().cmd() || spec.entrypoint().isPresent()) {
            config.remove("Cmd");
        }
        spec.entrypoint().ifPresent(command -> config.put("Entrypoint", new ArrayList<>(command)));
        spec.cmd().ifPresent(command -> config.put("Cmd", new ArrayList<>(command)));
    }

    private void set(String field, boolean removed, String value) {
        if (removed) {
            config.remove(field);
        }
        if (!value.isEmpty()) {
            config.put(field, value);
        }
    }

    private static Map<String, Object> healthcheck(ImageSpec.Healthcheck check) {
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("Test", new ArrayList<>(check.test()));
        written.put("Interval", check.interval() * NANOSECONDS);
        written.put("Timeout", check.timeout() * NANOSECONDS);
        written.put("StartPeriod", check.startPeriod() * NANOSECONDS);
        written.put("Retries", check.retries());
        written.values().removeIf(value -> value.equals(0L));
        return written;
    }

    /** Names, or regular expressions between slashes that match a whole name. */
    private static Predicate<String> matcher(List<String> written) {
        return name -> written.stream()
                .anyMatch(pattern -> (pattern.length() > 1 && pattern.startsWith("/") && pattern.endsWith("/"))
                        ? Pattern.matches(pattern.substring(1, pattern.length() - 1), name)
                        : pattern.equals(name));
    }
}
