package io.werf.core.sandbox.controllers;

import io.werf.core.data.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a pod's containers are to do, by annotations of the pod (template): {@code sandbox.werf.io/exit-code} ends them with
 * that code, {@code sandbox.werf.io/ready-after} ({@code 500ms}, {@code 3s}) delays their readiness, {@code
 * sandbox.werf.io/log} is what they print. Without them they run for ever, those of Jobs end with 0.
 */
record Simulation(Optional<Long> exitCode, Duration readyAfter, List<String> log) {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s)");
    private static final String PREFIX = "sandbox.werf.io/";

    static Simulation of(Map<String, Object> pod) {
        Optional<Long> exitCode = annotation(pod, "exit-code")
                .filter(text -> text.matches("\\d{1,3}"))
                .map(Long::parseLong);
        boolean job = Tree.list(pod, "metadata", "ownerReferences").stream()
                .anyMatch(owner -> "Job".equals(Tree.get(owner, "kind")));
        List<String> log = new ArrayList<>();
        annotation(pod, "log").ifPresent(text -> text.lines().forEach(log::add));
        return new Simulation(job ? exitCode.or(() -> Optional.of(0L)) : exitCode, readyAfter(pod), log);
    }

    private static Duration readyAfter(Map<String, Object> pod) {
        Matcher m = DURATION.matcher(annotation(pod, "ready-after").orElse(""));
        if (!m.matches()) {
            return Duration.ZERO;
        }
        long number = Long.parseLong(m.group(1));
        return m.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
    }

    private static Optional<String> annotation(Map<String, Object> pod, String name) {
        return Tree.string(pod, "metadata", "annotations", PREFIX + name);
    }
}
