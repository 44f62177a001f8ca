/** A Kubernetes API server in memory: kinds, storage, verbs, watches. */
@org.jspecify.annotations.NullMarked
package io.werf.core.sandbox.api;
