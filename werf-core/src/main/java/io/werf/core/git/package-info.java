/** The commit: its files, its history, and what the work tree has on top of it. */
@org.jspecify.annotations.NullMarked
package io.werf.core.git;
