/** The little that both servers of the sandbox share over the JDK's HTTP server. */
@org.jspecify.annotations.NullMarked
package io.werf.core.sandbox.http;
