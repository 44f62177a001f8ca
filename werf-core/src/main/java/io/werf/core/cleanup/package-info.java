/** Which images of a registry nobody needs any more. */
@org.jspecify.annotations.NullMarked
package io.werf.core.cleanup;
