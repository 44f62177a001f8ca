package io.werf.core.plan;

import io.werf.core.error.Location;
import io.werf.core.kube.ResourceId;
import java.util.Map;
import java.util.Optional;

/**
 * What a plan does to one object, for people. The trees hold neither what the server keeps for itself nor anything sensitive,
 * which is replaced by its length and the beginning of its hash.
 *
 * @param location where the object is defined; empty for one that leaves the chart
 * @param detail in one line, what changes or why; {@code ""} when there is no more to say
 * @param uid of the live object, which one that is deleted and made anew does not have; {@code ""} when there is none
 * @param before the live object; empty when there is none
 * @param after the object as it will be; empty when there will be none
 */
public record Change(
        Action action,
        ResourceId resource,
        Optional<Location> location,
        String detail,
        String uid,
        Map<String, Object> before,
        Map<String, Object> after) {

    /** The same with a reason before its detail. */
    Change because(String reason) {
        String reasons = detail.isEmpty() ? reason : reason + "; " + detail;
        return new Change(action, resource, location, reasons, uid, before, after);
    }

    /** Kinds of changes. */
    public enum Action {
        CREATE("create", '+'),
        UPDATE("update", '~'),
        RECREATE("recreate", '!'),
        DELETE("delete", '-');

        private final String verb;
        private final char symbol;

        Action(String verb, char symbol) {
            this.verb = verb;
            this.symbol = symbol;
        }

        /** {@code create}, … */
        public String verb() {
            return verb;
        }

        /** The sign before it in a plan. */
        public char symbol() {
            return symbol;
        }
    }
}
