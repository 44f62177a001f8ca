/** What has to change in the cluster, as data: a graph of operations and its text. */
@org.jspecify.annotations.NullMarked
package io.werf.core.plan;
