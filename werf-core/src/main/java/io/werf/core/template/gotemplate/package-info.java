/** The language of Go's {@code text/template}, as Helm and werf use it. */
@org.jspecify.annotations.NullMarked
package io.werf.core.template.gotemplate;
