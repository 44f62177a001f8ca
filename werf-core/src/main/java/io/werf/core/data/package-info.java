/** Plain data trees (maps, lists, scalars) and their YAML and JSON forms, with positions. */
@org.jspecify.annotations.NullMarked
package io.werf.core.data;
