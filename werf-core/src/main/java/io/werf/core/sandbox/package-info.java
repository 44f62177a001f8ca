/** A registry and a cluster inside this JVM, for a machine that has neither. */
@org.jspecify.annotations.NullMarked
package io.werf.core.sandbox;
