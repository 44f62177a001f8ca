package io.werf.core.config;

import io.werf.core.data.Yaml;
import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.git.PathRule;
import io.werf.core.git.ProjectTree;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;

/** Reads {@code werf-giterminism.yaml}: types are checked, keys that nobody knows are not, as in werf. */
final class GiterminismReader {

    static final String DEFAULT_NAME = "werf-giterminism.yaml";

    private GiterminismReader() {}

    /** What the file allows; a missing one allows nothing. */
    static Giterminism read(ProjectTree tree, String path) {
        ConfigText source = new ConfigText(path, ConfigText.read(tree, path).orElse(""));
        Optional<YamlNode> document = Yaml.read(source.text(), path, Yaml.DuplicateKeys.REFUSED);
        if (document.isEmpty()) {
            return Giterminism.STRICT;
        }
        if (!(document.get() instanceof MapNode map)) {
            throw source.error(
                    document.get().location(),
                    1,
                    "expected a map of keys, found " + document.get().kind());
        }
        return read(MapReader.open(source, map));
    }

    private static Giterminism read(MapReader file) {
        String version =
                file.scalarText("giterminismConfigVersion").orElseThrow(() -> file.missing("giterminismConfigVersion"));
        if (!version.equals("1")) {
            throw file.error("giterminismConfigVersion", "\"giterminismConfigVersion\" must be 1");
        }
        MapReader config = file.inner("config");
        MapReader templates = config.inner("goTemplateRendering");
        MapReader dockerfile = config.inner("dockerfile");
        MapReader secrets = config.inner("secrets");
        stapel(config.inner("stapel"));
        file.inner("includes").bool("allowIncludesUpdate", false);
        return new Giterminism(
                false,
                config.bool("allowUncommitted", false) ? PathRule.all() : PathRule.none(),
                paths(config, "allowUncommittedTemplates"),
                names(templates, "allowEnvVariables"),
                paths(templates, "allowUncommittedFiles"),
                paths(dockerfile, "allowUncommitted"),
                paths(dockerfile, "allowUncommittedDockerignoreFiles"),
                paths(dockerfile, "allowContextAddFiles"),
                secrets.strings("allowEnvVariables"),
                secrets.strings("allowFiles"),
                secrets.scalarTextList("allowValueIds"),
                paths(file.inner("helm"), "allowUncommittedFiles"),
                file.inner("cli").bool("allowCustomTags", false));
    }

    /** Means nothing here, but a file with wrong types would not be accepted by werf either. */
    private static void stapel(MapReader stapel) {
        stapel.bool("allowFromLatest", false);
        stapel.inner("git").bool("allowBranch", false);
        stapel.inner("mount").bool("allowBuildDir", false);
        stapel.inner("mount").strings("allowFromPaths");
    }

    private static PathRule paths(MapReader section, String key) {
        try {
            return PathPatterns.of(section.strings(key));
        } catch (PatternSyntaxException e) {
            throw section.error(key, "\"" + key + "\" has a malformed pattern: " + e.getDescription());
        }
    }

    private static Predicate<String> names(MapReader section, String key) {
        try {
            return section.strings(key).stream()
                    .map(NamePattern::of)
                    .reduce(Predicate::or)
                    .orElse(name -> false);
        } catch (PatternSyntaxException e) {
            throw section.error(key, "\"" + key + "\" has a malformed regular expression: " + e.getDescription());
        }
    }
}
