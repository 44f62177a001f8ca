/** Immutable progress events and the interface of their sinks. */
@org.jspecify.annotations.NullMarked
package io.werf.core.event;
