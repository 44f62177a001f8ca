package io.werf.core;

/**
 * Build and push the images of HEAD's commit that the repository lacks.
 *
 * @param sandbox whether an in-memory registry stands in for {@code images.repo}
 */
public record BuildRequest(ProjectOptions project, ImageOptions images, boolean sandbox) {}
