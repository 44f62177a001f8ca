/** Access to OCI registries: one class per endpoint, credentials, and which images exist. */
@org.jspecify.annotations.NullMarked
package io.werf.core.registry;
