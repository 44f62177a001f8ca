package io.werf.core.config;

import io.werf.core.git.PathRule;
import java.util.List;
import java.util.function.Predicate;

/**
 * What {@code werf-giterminism.yaml} allows a run to take from outside of the commit. What is not allowed is refused, so that
 * the same commit always gives the same images and the same release. Immutable.
 *
 * @param loose whether nothing is checked at all ({@code -Dwerf.looseGiterminism})
 * @param uncommittedConfig {@code werf.yaml}: all or none
 * @param uncommittedTemplates templates of {@code werf.yaml}
 * @param environment names of variables for {@code env} in {@code werf.yaml}
 * @param uncommittedFiles for {@code .Files} in {@code werf.yaml}
 * @param dockerfiles uncommitted Dockerfiles
 * @param dockerignores uncommitted ignore files of builds
 * @param addedToContexts for {@code contextAddFiles}
 * @param secretVariables names of variables for secrets of builds
 * @param secretFiles patterns of paths, as they are written
 * @param secretValues ids of secrets with a value
 * @param chartFiles uncommitted files of the chart, and values files
 * @param customTags whether a deploy may go by custom tags
 */
public record Giterminism(
        boolean loose,
        PathRule uncommittedConfig,
        PathRule uncommittedTemplates,
        Predicate<String> environment,
        PathRule uncommittedFiles,
        PathRule dockerfiles,
        PathRule dockerignores,
        PathRule addedToContexts,
        List<String> secretVariables,
        List<String> secretFiles,
        List<String> secretValues,
        PathRule chartFiles,
        boolean customTags) {

    /** What holds without {@code werf-giterminism.yaml}: nothing from outside of the commit. */
    public static final Giterminism STRICT = new Giterminism(
            false,
            PathRule.none(),
            PathRule.none(),
            name -> false,
            PathRule.none(),
            PathRule.none(),
            PathRule.none(),
            PathRule.none(),
            List.of(),
            List.of(),
            List.of(),
            PathRule.none(),
            false);

    /** What holds with {@code -Dwerf.looseGiterminism}: everything. */
    public static final Giterminism LOOSE = new Giterminism(
            true,
            PathRule.all(),
            PathRule.all(),
            name -> true,
            PathRule.all(),
            PathRule.all(),
            PathRule.all(),
            PathRule.all(),
            List.of(),
            List.of(),
            List.of(),
            PathRule.all(),
            true);

    /** Copies the lists. */
    public Giterminism {
        secretVariables = List.copyOf(secretVariables);
        secretFiles = List.copyOf(secretFiles);
        secretValues = List.copyOf(secretValues);
    }

    /** The Dockerfiles and ignore files that may be read from disk. */
    public PathRule buildFiles(List<ImageConfig> images) {
        List<String> named = images.stream().map(ImageConfig::dockerfile).toList();
        return new PathRule() {
            @Override
            public boolean matches(String path) {
                return named.contains(path)
                        ? dockerfiles.matches(path)
                        : path.endsWith(".dockerignore") && dockerignores.matches(path);
            }

            @Override
            public boolean mayMatchBelow(String directory) {
                return dockerfiles.mayMatchBelow(directory) || dockerignores.mayMatchBelow(directory);
            }
        };
    }
}
