package io.werf.core.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A section of one image, or of several images with the same settings. */
final class ImageSection {

    /** Keys of images that are built without a Dockerfile. */
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

    private static final String[] NOT_YET = {
        "final",
        "contextAddFiles",
        "contextAddFile",
        "addHost",
        "network",
        "ssh",
        "cacheVersion",
        "staged",
        "platform",
        "dependencies",
        "secrets",
        "imageSpec"
    };

    private ImageSection() {}

    /** The images of the section; none when it does not name any, as in werf. */
    static List<ImageConfig> read(MapReader section) {
        boolean named = section.has("image");
        List<String> written = section.strings("image");
        List<String> names = named && written.isEmpty() ? List.of("") : written;
        Optional<String> dockerfile = section.string("dockerfile");
        Optional<String> context = section.string("context");
        Optional<String> target = section.scalarText("target");
        Map<String, String> args = section.scalarTexts("args");
        section.notSupported(STAPEL_KEYS);
        section.notSupported(NOT_YET);
        section.finish();

        String directory = path(section, "context", context.orElse(""));
        String file = path(section, "dockerfile", dockerfile.orElseThrow(() -> section.missing("dockerfile")));
        if (file.isEmpty()) {
            throw section.error("dockerfile", "\"dockerfile\" must name a file");
        }
        return names.stream()
                .map(name -> new ImageConfig(
                        name, ProjectPath.join(directory, file), directory, target, args, section.location()))
                .toList();
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
