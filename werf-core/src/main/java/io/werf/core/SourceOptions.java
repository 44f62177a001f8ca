package io.werf.core;

import java.util.List;
import java.util.Optional;

/**
 * What a run reads: the commit, or the work in progress.
 *
 * @param development whether uncommitted and untracked (not ignored) files count as if they were committed; default false
 * @param developmentIgnores globs of files whose uncommitted changes do not count in development mode
 * @param looseGiterminism whether nothing is refused that is not part of the commit; default false
 * @param giterminismConfig path of the rules, relative to the project directory; empty means {@code werf-giterminism.yaml}
 * @param configTemplates directory of templates for {@code werf.yaml}, relative to the project directory; empty means
 *     {@code .werf}
 */
public record SourceOptions(
        boolean development,
        List<String> developmentIgnores,
        boolean looseGiterminism,
        Optional<String> giterminismConfig,
        Optional<String> configTemplates) {

    /** The commit and nothing else. */
    public static final SourceOptions COMMIT =
            new SourceOptions(false, List.of(), false, Optional.empty(), Optional.empty());

    /** The work in progress, without anything left out. */
    public static final SourceOptions DEVELOPMENT =
            new SourceOptions(true, List.of(), false, Optional.empty(), Optional.empty());

    /** Copies the list. */
    public SourceOptions {
        developmentIgnores = List.copyOf(developmentIgnores);
    }
}
