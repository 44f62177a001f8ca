/** Readiness and failure rules, pods' logs and events. */
@org.jspecify.annotations.NullMarked
package io.werf.core.track;
