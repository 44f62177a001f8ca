/** Helm-compatible release records and their history. */
@org.jspecify.annotations.NullMarked
package io.werf.core.release;
