package io.werf.core.sandbox.controllers;

import java.util.Map;

/** Kubernetes leaves numbers out of a status that are zero. */
final class Statuses {

    private Statuses() {}

    static void put(Map<String, Object> status, String field, long value) {
        if (value == 0) {
            status.remove(field);
        } else {
            status.put(field, value);
        }
    }
}
