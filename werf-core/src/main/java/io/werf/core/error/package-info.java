/** What every error carries: what was being done, what went wrong and where. */
@org.jspecify.annotations.NullMarked
package io.werf.core.error;
