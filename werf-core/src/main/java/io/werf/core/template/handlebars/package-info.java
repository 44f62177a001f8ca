/** Templates written in Handlebars. */
@org.jspecify.annotations.NullMarked
package io.werf.core.template.handlebars;
