package io.werf.core.config;

import io.werf.core.config.ImageDependency.Fact;
import io.werf.core.config.ImageDependency.Import;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A section of one image, or of several images with the same settings. */
final class ImageSection {

    /** Keys of images that are built without a Dockerfile, by werf's own builder. */
    private static final String[] STAPEL_KEYS = {
        "artifact",
        "from",
        "fromImage",
        "fromArtifact",
        "fromLatest",
        "fromCacheVersion",
        "disableGitAfterPatch",
        "git",
        "shell",
        "ansible",
        "mount",
        "import",
        "docker"
    };

    private ImageSection() {}

    /** The images of the section; none when it does not name any, as in werf. */
    static List<ImageConfig> read(MapReader section, String project, BuildDefaults defaults, Inspection inspection) {
        section.refuse(
                "belongs to images of werf's Stapel builder, which cannot be built here; write a Dockerfile for it"
                        + " and name that in \"dockerfile\"",
                STAPEL_KEYS);
        boolean named = section.has("image");
        List<String> listed = section.strings("image");
        List<String> names = named && listed.isEmpty() ? List.of("") : listed;
        Optional<JibConfig> jib = section.section("jib", JibSection::read);
        if (jib.isPresent()) {
            section.refuse("belongs to images of a Dockerfile, and this one has \"jib\"", JibSection.DOCKERFILE_KEYS);
        }
        Optional<String> dockerfile = section.string("dockerfile");
        String directory = path(section, "context", section.string("context").orElse(""));
        boolean isFinal = section.bool("final", true);
        section.bool("staged", false); // how layers are cached: the finished image is the same
        ImageConfig image = new ImageConfig(
                "",
                isFinal,
                dockerfile
                        .map(written -> dockerfile(section, directory, written))
                        .orElse(""),
                directory,
                contextAddFiles(section),
                section.scalarText("target"),
                section.scalarTexts("args"),
                section.strings("addHost"),
                text(section, "network"),
                text(section, "ssh"),
                section.sections("secrets", ImageSection::secret),
                section.sections("dependencies", ImageSection::dependency),
                section.scalarText("cacheVersion").orElse(defaults.cacheVersion()),
                section.strings("platform").isEmpty() ? defaults.platforms() : section.strings("platform"),
                spec(section.section("imageSpec", ImageSpecSection::ofImage), defaults, isFinal),
                jib,
                section.location());
        section.finish();
        if (dockerfile.isEmpty() && jib.isEmpty()) {
            throw section.missing("dockerfile");
        }
        refuseDoubles(section, image);
        inspection.inspect(section, image);
        return names.stream().map(name -> named(image, name, project)).toList();
    }

    private static ImageConfig named(ImageConfig image, String name, String project) {
        return new ImageConfig(
                name,
                image.isFinal(),
                image.dockerfile(),
                image.context(),
                image.contextAddFiles(),
                image.target(),
                image.args(),
                image.addHosts(),
                image.network(),
                image.ssh(),
                image.secrets(),
                image.dependencies(),
                image.cacheVersion(),
                image.platforms(),
                image.spec().map(spec -> ImageSpecSection.named(spec, project, name)),
                image.jib(),
                image.location());
    }

    private static Optional<String> text(MapReader section, String key) {
        return section.string(key).filter(value -> !value.isEmpty());
    }

    private static Optional<ImageSpec> spec(Optional<ImageSpec> own, BuildDefaults defaults, boolean isFinal) {
        if (!isFinal) {
            return Optional.empty();
        }
        return own.map(spec -> defaults.spec()
                        .map(project -> ImageSpecSection.merged(project, spec))
                        .orElse(spec))
                .or(defaults::spec);
    }

    private static String dockerfile(MapReader section, String directory, String written) {
        String file = path(section, "dockerfile", written);
        if (file.isEmpty()) {
            throw section.error("dockerfile", "\"dockerfile\" must name a file");
        }
        return ProjectPath.join(directory, file);
    }

    /** The key once had another name. */
    private static List<String> contextAddFiles(MapReader section) {
        String key = section.has("contextAddFiles") ? "contextAddFiles" : "contextAddFile";
        if (section.has("contextAddFile") && key.equals("contextAddFiles")) {
            throw section.error(
                    "contextAddFile",
                    "\"contextAddFile\" is the old name of \"contextAddFiles\"; only one can be there");
        }
        return section.strings(key).stream()
                .map(file -> path(section, key, file))
                .toList();
    }

    private static BuildSecret secret(MapReader section) {
        Optional<String> id = text(section, "id");
        Optional<String> variable = text(section, "env");
        Optional<String> file = text(section, "src");
        Optional<String> value = section.scalarText("value");
        section.finish();
        if (List.of(variable, file, value).stream().filter(Optional::isPresent).count() != 1) {
            throw section.error("id", "a secret must have exactly one of \"env\", \"src\" and \"value\"");
        }
        if (variable.isPresent()) {
            return new BuildSecret.OfVariable(id.orElse(variable.get()), variable.get());
        }
        if (file.isPresent()) {
            return new BuildSecret.OfFile(id.orElseGet(() -> lastName(file.get())), file.get());
        }
        return new BuildSecret.OfValue(id.orElseThrow(() -> section.missing("id")), value.orElseThrow());
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static ImageDependency dependency(MapReader section) {
        section.refuse("is not for images of a Dockerfile: they are built in one piece", "before", "after");
        return new ImageDependency(
                section.string("image").orElseThrow(() -> section.missing("image")),
                section.sections("imports", ImageSection::imported),
                section.location());
    }

    private static Import imported(MapReader section) {
        section.refuse("is not for images of a Dockerfile; use \"targetBuildArg\"", "targetEnv");
        String written = section.string("type").orElseThrow(() -> section.missing("type"));
        Fact fact = Arrays.stream(Fact.values())
                .filter(candidate -> candidate.label().equals(written))
                .findFirst()
                .orElseThrow(() ->
                        section.error("type", "\"type\" must be one of " + facts() + ", found \"" + written + "\""));
        return new Import(fact, text(section, "targetBuildArg").orElseThrow(() -> section.missing("targetBuildArg")));
    }

    private static String facts() {
        return Arrays.stream(Fact.values()).map(Fact::label).collect(Collectors.joining(", "));
    }

    private static void refuseDoubles(MapReader section, ImageConfig image) {
        Set<String> ids = new HashSet<>();
        for (BuildSecret secret : image.secrets()) {
            if (!ids.add(secret.id())) {
                throw section.error("secrets", "two secrets have the id \"" + secret.id() + "\"");
            }
        }
        Map<String, String> args = image.args();
        List<String> imported = new ArrayList<>();
        for (ImageDependency dependency : image.dependencies()) {
            for (Import one : dependency.imports()) {
                String arg = one.targetBuildArg();
                if (args.containsKey(arg) || imported.contains(arg)) {
                    throw section.error(
                            "dependencies",
                            "build argument \"" + arg + "\" is set twice: by an import of image \"" + dependency.image()
                                    + "\" and by " + (args.containsKey(arg) ? "\"args\"" : "another import"));
                }
                imported.add(arg);
            }
        }
    }

    private static String path(MapReader section, String key, String written) {
        return ProjectPath.normalized(written)
                .orElseThrow(() -> section.error(
                        key,
                        "\"" + key + "\" must be a relative path that stays inside "
                                + (key.equals("context") ? "the project directory" : "the context")
                                + ", found \"" + written + "\""));
    }
}
