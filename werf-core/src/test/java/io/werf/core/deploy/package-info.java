@org.jspecify.annotations.NullMarked
package io.werf.core.deploy;
