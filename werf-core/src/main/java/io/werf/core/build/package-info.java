/** Builds the images that the registry lacks, by the backend that can. */
@org.jspecify.annotations.NullMarked
package io.werf.core.build;
