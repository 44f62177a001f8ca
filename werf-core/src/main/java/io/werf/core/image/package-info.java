/** Dockerfiles, build contexts, digests and image names. */
@org.jspecify.annotations.NullMarked
package io.werf.core.image;
