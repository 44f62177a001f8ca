/** The functions of templates, in one registry that serves every engine. */
@org.jspecify.annotations.NullMarked
package io.werf.core.template.functions;
