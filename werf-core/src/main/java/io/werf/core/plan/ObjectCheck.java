package io.werf.core.plan;

import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.Entry;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.plan.Finding.Severity;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be wrong with one object although it is one: labels, annotations, selectors. */
final class ObjectCheck {

    /** A label's value by Kubernetes' rules. */
    private static final Pattern LABEL_VALUE = Pattern.compile("([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?");

    private final MapNode object;
    private final Linter.Report report;

    ObjectCheck(MapNode object, Linter.Report report) {
        this.object = object;
        this.report = report;
    }

    void run() {
        labels(at("metadata", "labels"), Severity.WARNING, "metadata.labels");
        annotations(at("metadata", "annotations"), Severity.WARNING, "metadata.annotations");
        labels(at("spec", "template", "metadata", "labels"), Severity.ERROR, "the pod template's labels");
        annotations(
                at("spec", "template", "metadata", "annotations"), Severity.ERROR, "the pod template's annotations");
        labels(at("spec", "selector", "matchLabels"), Severity.ERROR, "the selector");
        names();
        selector();
    }

    private @Nullable YamlNode at(String... path) {
        YamlNode node = object;
        for (String key : path) {
            node = node instanceof MapNode map ? map.get(key) : null;
        }
        return node;
    }

    private void labels(@Nullable YamlNode node, Severity severity, String where) {
        strings(node, severity, where);
        if (node instanceof MapNode map) {
            for (Entry entry : map.entries()) {
                if (entry.value().plain() instanceof String value
                        && !LABEL_VALUE.matcher(value).matches()) {
                    report.add(
                            Severity.ERROR,
                            entry.value(),
                            "\"" + value + "\" is no value of a label (" + entry.key()
                                    + "): at most 63 letters, digits, '-', '_' and '.', with a letter or digit at each end");
                }
            }
        }
    }

    private void annotations(@Nullable YamlNode node, Severity severity, String where) {
        strings(node, severity, where);
    }

    private void strings(@Nullable YamlNode node, Severity severity, String where) {
        if (!(node instanceof MapNode map)) {
            return;
        }
        for (Entry entry : map.entries()) {
            if (entry.value() instanceof ScalarNode scalar && scalar.value() == null) {
                continue; // an empty value is an absent key
            }
            if (!(entry.value().plain() instanceof String)) {
                String written = entry.value() instanceof ScalarNode scalar ? ": \"" + scalar.text() + "\"" : "";
                report.add(
                        severity,
                        entry.value(),
                        entry.written() + " in " + where + " is "
                                + entry.value().kind() + ", not a string; quote it" + written);
            }
        }
    }

    private void names() {
        if (!(at("metadata", "annotations") instanceof MapNode annotations)) {
            return;
        }
        for (Entry entry : annotations.entries()) {
            KnownAnnotations.problem(entry.key())
                    .ifPresent(problem -> report.add(
                            Severity.WARNING,
                            new ScalarNode(entry.keyLocation(), entry.key(), entry.written()),
                            problem));
        }
    }

    /** A selector of a workload must match its own pods. */
    private void selector() {
        if (!(at("spec", "selector", "matchLabels") instanceof MapNode selector) || at("spec", "template") == null) {
            return;
        }
        MapNode labels = at("spec", "template", "metadata", "labels") instanceof MapNode map
                ? map
                : new MapNode(object.location(), List.of());
        for (Entry entry : selector.entries()) {
            YamlNode label = labels.get(entry.key());
            Object wanted = entry.value().plain();
            if (label == null || wanted == null || !wanted.equals(label.plain())) {
                report.add(
                        Severity.ERROR,
                        entry.value(),
                        "the selector does not match the pod template: its label " + entry.key() + " is "
                                + (label == null ? "not set" : label.plain() + ", not " + wanted));
            }
        }
    }
}
