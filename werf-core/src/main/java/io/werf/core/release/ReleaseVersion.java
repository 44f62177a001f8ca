package io.werf.core.release;

/** A revision as the labels of its record tell it, without the record's content. */
public record ReleaseVersion(int revision, ReleaseStatus status) {}
