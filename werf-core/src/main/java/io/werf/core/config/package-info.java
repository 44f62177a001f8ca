/** The models of {@code werf.yaml} and the names that follow from it. */
@org.jspecify.annotations.NullMarked
package io.werf.core.config;
