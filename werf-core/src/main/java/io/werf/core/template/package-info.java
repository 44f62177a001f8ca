/** Templates: what every engine has in common. Knows no Kubernetes. */
@org.jspecify.annotations.NullMarked
package io.werf.core.template;
