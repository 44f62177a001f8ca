package io.werf.core;

import java.util.Optional;

/**
 * Show a release. Needs no Git and no {@code werf.yaml} when release and namespace are given.
 *
 * @param revision which revision; empty means the newest
 */
public record StatusRequest(ProjectOptions project, ReleaseOptions release, Optional<Integer> revision) {}
