package io.werf.core.sandbox.controllers;

import java.util.Map;

/** Brings the world nearer to what one object wants; called again after every change of it or of what it owns. */
@FunctionalInterface
interface Reconciler {

    void reconcile(Map<String, Object> object);
}
