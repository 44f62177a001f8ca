/** Server-side apply over plain trees: field sets, managers, merge and conflicts. Pure; knows no HTTP and no storage. */
@org.jspecify.annotations.NullMarked
package io.werf.core.sandbox.apply;
