package io.werf.core.config;

/**
 * The {@code gitWorktree} section of {@code werf.yaml}.
 *
 * @param forceShallowClone whether a shallow clone is tolerated where the history is needed; default false
 * @param allowUnshallow whether the history may be fetched; default true
 * @param allowFetchOriginBranchesAndTags whether references may be fetched before a cleanup; default true
 */
public record GitWorktreeConfig(
        boolean forceShallowClone, boolean allowUnshallow, boolean allowFetchOriginBranchesAndTags) {

    /** What holds when the section is absent. */
    public static final GitWorktreeConfig DEFAULT = new GitWorktreeConfig(false, true, true);
}
