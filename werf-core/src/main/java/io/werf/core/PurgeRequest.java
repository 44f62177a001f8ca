package io.werf.core;

import io.werf.core.registry.vendor.VendorSettings;

/**
 * Remove all images of the project and all records about them.
 *
 * @param vendor how the registry deletes, where that does not show
 * @param dryRun whether nothing is deleted
 */
public record PurgeRequest(ProjectOptions project, ImageOptions images, VendorSettings vendor, boolean dryRun) {}
