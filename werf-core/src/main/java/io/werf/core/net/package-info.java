/** What all that speak HTTP share. */
@org.jspecify.annotations.NullMarked
package io.werf.core.net;
