package io.werf.core;

/** List the revisions of a release. Needs no Git and no {@code werf.yaml} when release and namespace are given. */
public record HistoryRequest(ProjectOptions project, ReleaseOptions release) {}
