package io.werf.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.PatternSyntaxException;

/** Refuses images that take from outside of the commit what the rules do not allow. */
final class Inspection {

    private final Giterminism rules;
    private final ConfigOptions options;
    private final Path project;

    Inspection(Giterminism rules, ConfigOptions options, Path project) {
        this.rules = rules;
        this.options = options;
        this.project = project;
    }

    void inspect(MapReader section, ImageConfig image) {
        if (rules.loose()) {
            return;
        }
        for (String file : image.contextAddFiles()) {
            String path = ProjectPath.join(image.context(), file);
            if (!rules.addedToContexts().matches(path)) {
                throw forbidden(
                        section,
                        "contextAddFiles",
                        "the image takes file " + path + " from disk",
                        List.of("config", "dockerfile", "allowContextAddFiles"),
                        path);
            }
        }
        image.secrets().forEach(secret -> inspect(section, secret));
    }

    private void inspect(MapReader section, BuildSecret secret) {
        if (secret instanceof BuildSecret.OfVariable variable) {
            allow(
                    section,
                    rules.secretVariables().contains(variable.variable()),
                    secret,
                    "allowEnvVariables",
                    variable.variable());
        } else if (secret instanceof BuildSecret.OfFile file) {
            allow(section, allowsFile(file.path()), secret, "allowFiles", file.path());
        } else {
            allow(section, rules.secretValues().contains(secret.id()), secret, "allowValueIds", secret.id());
        }
    }

    private void allow(MapReader section, boolean allowed, BuildSecret secret, String key, String value) {
        if (!allowed) {
            throw forbidden(
                    section,
                    "secrets",
                    "the image takes secret \"" + secret.id() + "\"",
                    List.of("config", "secrets", key),
                    value);
        }
    }

    private GiterminismException forbidden(
            MapReader section, String key, String what, List<String> rule, String value) {
        return GiterminismException.of(what, options.giterminismPath(), rule, value)
                .at(section.excerpt(key));
    }

    private boolean allowsFile(String path) {
        try {
            return PathPatterns.of(
                            rules.secretFiles().stream().map(this::absolute).toList())
                    .matches(absolute(path));
        } catch (PatternSyntaxException malformed) {
            return false;
        }
    }

    /** Both a path and a pattern may be absolute, relative to the project, or below the user's home. */
    private String absolute(String path) {
        String home =
                options.variables().getOrDefault("HOME", options.variables().getOrDefault("USERPROFILE", "~"));
        String full =
                path.startsWith("~/") ? home + path.substring(1) : path.startsWith("/") ? path : project + "/" + path;
        try {
            return full.contains("*")
                    ? full
                    : Path.of(full).normalize().toString().replace('\\', '/');
        } catch (InvalidPathException noPath) {
            return full;
        }
    }
}
