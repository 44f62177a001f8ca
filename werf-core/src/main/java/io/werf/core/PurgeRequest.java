package io.werf.core;

/**
 * Remove all images of the project and all records about them.
 *
 * @param dryRun whether nothing is deleted
 */
public record PurgeRequest(ProjectOptions project, ImageOptions images, boolean dryRun) {}
