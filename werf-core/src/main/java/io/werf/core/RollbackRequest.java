package io.werf.core;

import java.util.Optional;

/**
 * Bring an earlier revision of a release back. Needs no Git and no {@code werf.yaml} when release and namespace are given.
 *
 * @param revision its number; empty means the last good one before the newest
 */
public record RollbackRequest(
        ProjectOptions project, ReleaseOptions release, RolloutOptions rollout, Optional<Integer> revision) {}
