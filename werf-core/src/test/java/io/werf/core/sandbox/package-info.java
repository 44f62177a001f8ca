/** Tests of the embedded registry and cluster. */
@org.jspecify.annotations.NullMarked
package io.werf.core.sandbox;
