/** What builds and charts have left on this machine. */
@org.jspecify.annotations.NullMarked
package io.werf.core.build.host;
