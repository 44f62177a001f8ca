/** Thin goals: parameters become a request, the facade does the work, its errors become Maven's. */
@org.jspecify.annotations.NullMarked
package io.werf.maven;
