/** Dependencies of charts: resolved, locked, fetched and kept, as Helm does it. */
@org.jspecify.annotations.NullMarked
package io.werf.core.chart.dependency;
