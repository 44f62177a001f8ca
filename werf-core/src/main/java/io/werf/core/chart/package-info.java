/** Charts: values, templates and the manifests rendered from them. */
@org.jspecify.annotations.NullMarked
package io.werf.core.chart;
