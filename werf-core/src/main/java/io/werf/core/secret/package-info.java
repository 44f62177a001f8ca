/** Keys, encryption and the redactor. */
@org.jspecify.annotations.NullMarked
package io.werf.core.secret;
