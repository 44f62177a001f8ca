package io.werf.core.config;

import io.werf.core.error.Location;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An {@code image} section of {@code werf.yaml} that is built from a Dockerfile or, with {@code jib}, from the class path of a
 * Maven module; with the project's defaults ({@code build}) already applied. What it takes from outside the commit is already allowed by {@code werf-giterminism.yaml}.
 *
 * @param name name of the image in the project
 * @param isFinal whether the application is deployed with it; otherwise it is only made for other images: it is not in the
 *     chart's values and gets no custom tags; default true
 * @param dockerfile path relative to the project directory (context already joined)
 * @param context directory of the build context relative to the project directory, {@code ""} for the project directory
 * @param contextAddFiles files and directories of the work tree, not of the commit, that are added to the context; relative
 *     to the context, normalised; default none
 * @param target stage to build, a name or an index; empty means the last one
 * @param args build arguments in the order of the file
 * @param addHosts lines for the builder's {@code /etc/hosts}, each {@code NAME:ADDRESS} as docker takes it; default none
 * @param network network of RUN instructions: {@code host}, {@code none}, a name; empty means the builder's default
 * @param ssh what docker takes for {@code --ssh}: {@code default} or {@code ID=PATH}; empty means none
 * @param secrets for {@code RUN --mount=type=secret}; ids are unique
 * @param dependencies images that are built before this one, because their names are arguments of this one
 * @param cacheVersion any text: a new one makes a new image of equal inputs; default {@code ""}
 * @param platforms such as {@code linux/arm64}, in the order of the file; none means {@link #PLATFORM}
 * @param spec changes of the finished image's configuration; always empty for an image that is not final
 * @param jib made of class files instead of a Dockerfile: all that belongs to one is empty then
 * @param location of the section
 */
public record ImageConfig(
        String name,
        boolean isFinal,
        String dockerfile,
        String context,
        List<String> contextAddFiles,
        Optional<String> target,
        Map<String, String> args,
        List<String> addHosts,
        Optional<String> network,
        Optional<String> ssh,
        List<BuildSecret> secrets,
        List<ImageDependency> dependencies,
        String cacheVersion,
        List<String> platforms,
        Optional<ImageSpec> spec,
        Optional<JibConfig> jib,
        Location location) {

    /** What images are built for unless {@code werf.yaml} says otherwise, whatever machine builds them. */
    public static final String PLATFORM = "linux/amd64";

    /** Copies the collections, keeping their order. */
    public ImageConfig {
        contextAddFiles = List.copyOf(contextAddFiles);
        args = Collections.unmodifiableMap(new LinkedHashMap<>(args));
        addHosts = List.copyOf(addHosts);
        secrets = List.copyOf(secrets);
        dependencies = List.copyOf(dependencies);
        platforms = platforms.isEmpty() ? List.of(PLATFORM) : List.copyOf(platforms);
    }

    /** A final image of a Dockerfile, all else by default. */
    public ImageConfig(
            String name,
            String dockerfile,
            String context,
            Optional<String> target,
            Map<String, String> args,
            Location location) {
        this(
                name,
                true,
                dockerfile,
                context,
                List.of(),
                target,
                args,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                "",
                List.of(),
                Optional.empty(),
                Optional.empty(),
                location);
    }
}
