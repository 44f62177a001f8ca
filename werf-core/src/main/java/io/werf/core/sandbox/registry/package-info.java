/** An OCI registry in memory. */
@org.jspecify.annotations.NullMarked
package io.werf.core.sandbox.registry;
