/** What the tests of all modules share: the real servers they talk to, and scratch repositories. */
@org.jspecify.annotations.NullMarked
package io.werf.core.lab;
