/** What Kubernetes' controllers and kubelet do, simulated: one thread, driven by events, without polling. */
@org.jspecify.annotations.NullMarked
package io.werf.core.sandbox.controllers;
