package io.werf.core.config;

import io.werf.core.config.ImageSpec.Healthcheck;
import io.werf.core.config.ImageSpec.Removal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/** The {@code imageSpec} of an image, and that of the project, which has fewer keys. */
final class ImageSpecSection {

    private ImageSpecSection() {}

    static ImageSpec ofProject(MapReader section) {
        Optional<String> author = section.string("author");
        boolean clearHistory = section.bool("clearHistory", false);
        Optional<Labels> labels = section.section("config", Labels::read);
        Removal removal = new Removal(
                labels.map(Labels::removed).orElse(List.of()), List.of(), List.of(), false, false, false, false);
        return new ImageSpec(
                author,
                clearHistory,
                labels.map(Labels::added).orElse(Map.of()),
                Map.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                removal);
    }

    static ImageSpec ofImage(MapReader section) {
        Optional<String> author = section.string("author");
        boolean clearHistory = section.bool("clearHistory", false);
        return section.section("config", config -> ofImage(config, author, clearHistory))
                .orElseGet(() -> ofProject(section));
    }

    private static ImageSpec ofImage(MapReader config, Optional<String> author, boolean clearHistory) {
        Labels labels = Labels.read(config);
        return new ImageSpec(
                author,
                clearHistory,
                labels.added(),
                config.scalarTexts("env"),
                config.strings("volumes"),
                config.scalarTextList("expose"),
                config.scalarText("user"),
                config.list("cmd"),
                config.list("entrypoint"),
                config.string("workingDir"),
                config.string("stopSignal"),
                config.section("healthcheck", ImageSpecSection::healthcheck),
                new Removal(
                        labels.removed(),
                        config.strings("removeVolumes"),
                        patterns(config, "removeEnv"),
                        config.bool("clearCmd", false),
                        config.bool("clearEntrypoint", false),
                        config.bool("clearUser", false),
                        config.bool("clearWorkingDir", false)));
    }

    private static Healthcheck healthcheck(MapReader section) {
        return new Healthcheck(
                section.strings("test"),
                seconds(section, "interval"),
                seconds(section, "timeout"),
                seconds(section, "startPeriod"),
                seconds(section, "retries"));
    }

    private static long seconds(MapReader section, String key) {
        long value = section.integer(key, 0);
        if (value < 0) {
            throw section.error(key, "\"" + key + "\" must not be negative");
        }
        return value;
    }

    /** Literal names, or regular expressions between slashes. */
    private static List<String> patterns(MapReader section, String key) {
        List<String> written = section.strings(key);
        for (String pattern : written) {
            try {
                NamePattern.of(pattern);
            } catch (PatternSyntaxException e) {
                throw section.error(
                        key, "\"" + pattern + "\" in \"" + key + "\" is no regular expression: " + e.getDescription());
            }
        }
        return written;
    }

    /** Both kinds of section treat labels alike. */
    private record Labels(Map<String, String> added, List<String> removed) {

        static Labels read(MapReader config) {
            // Ours need no rule of their own: the labels that clean-ups go by always stay.
            config.bool("keepEssentialWerfLabels", false);
            config.bool("clearWerfLabels", false);
            return new Labels(config.scalarTexts("labels"), patterns(config, "removeLabels"));
        }
    }

    /** The project's author and labels win; what either removes is removed. */
    static ImageSpec merged(ImageSpec project, ImageSpec image) {
        Map<String, String> labels = new LinkedHashMap<>(image.labels());
        labels.putAll(project.labels());
        Set<String> removed = new LinkedHashSet<>(project.removal().labels());
        removed.addAll(image.removal().labels());
        Removal own = image.removal();
        return new ImageSpec(
                project.author().or(image::author),
                project.clearHistory() || image.clearHistory(),
                labels,
                image.env(),
                image.volumes(),
                image.expose(),
                image.user(),
                image.cmd(),
                image.entrypoint(),
                image.workingDir(),
                image.stopSignal(),
                image.healthcheck(),
                new Removal(
                        List.copyOf(removed),
                        own.volumes(),
                        own.env(),
                        own.cmd(),
                        own.entrypoint(),
                        own.user(),
                        own.workingDir()));
    }

    /** The spec with {@code %project%} and {@code %image%} in labels replaced. */
    static ImageSpec named(ImageSpec spec, String project, String image) {
        Map<String, String> labels = new LinkedHashMap<>();
        spec.labels().forEach((key, value) -> labels.put(named(key, project, image), named(value, project, image)));
        return new ImageSpec(
                spec.author(),
                spec.clearHistory(),
                labels,
                spec.env(),
                spec.volumes(),
                spec.expose(),
                spec.user(),
                spec.cmd(),
                spec.entrypoint(),
                spec.workingDir(),
                spec.stopSignal(),
                spec.healthcheck(),
                spec.removal());
    }

    private static String named(String text, String project, String image) {
        return text.replace("%project%", project).replace("%image%", image);
    }
}
