package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.List;
import java.util.Optional;

/** {@code status.conditions} of an object. */
record Conditions(List<Condition> all) {

    record Condition(String type, String status, String reason, String message) {}

    static Conditions of(KubeObject object) {
        return of(Tree.list(object.body(), "status", "conditions"));
    }

    static Conditions of(List<?> conditions) {
        return new Conditions(conditions.stream()
                .map(c -> new Condition(
                        Tree.string(c, "type").orElse(""),
                        Tree.string(c, "status").orElse(""),
                        Tree.string(c, "reason").orElse(""),
                        Tree.string(c, "message").orElse("")))
                .toList());
    }

    Optional<Condition> find(String type) {
        return all.stream().filter(c -> c.type().equals(type)).findFirst();
    }

    /** The condition, if it is there and true. */
    Optional<Condition> ifTrue(String type) {
        return find(type).filter(c -> c.status().equals("True"));
    }

    boolean isTrue(String type) {
        return ifTrue(type).isPresent();
    }
}
