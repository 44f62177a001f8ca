/** Runs plans: the executor, the release lock, rollback and dismissal. */
@org.jspecify.annotations.NullMarked
package io.werf.core.deploy;
