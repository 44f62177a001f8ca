/** Deleting images in the ways that the vendors of registries have for it. */
@org.jspecify.annotations.NullMarked
package io.werf.core.registry.vendor;
