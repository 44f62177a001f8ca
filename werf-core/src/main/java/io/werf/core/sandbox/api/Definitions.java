package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CustomResourceDefinitions are accepted and established at once. */
final class Definitions {

    private Definitions() {}

    static void establish(Map<String, Object> crd, String now) {
        Map<String, Object> status = Tree.mapForWriting(crd, "status");
        status.put("acceptedNames", Tree.copy(Tree.map(crd, "spec", "names")));
        List<Object> stored = new ArrayList<>();
        Tree.list(crd, "spec", "versions").stream()
                .filter(version -> Tree.isTrue(version, "storage"))
                .forEach(version -> stored.add(Tree.string(version, "name").orElse("")));
        status.put("storedVersions", stored);
        if (Tree.list(status, "conditions").isEmpty()) {
            status.put(
                    "conditions",
                    new ArrayList<>(List.of(
                            condition("NamesAccepted", "NoConflicts", "no conflicts found", now),
                            condition(
                                    "Established",
                                    "InitialNamesAccepted",
                                    "the initial names have been accepted",
                                    now))));
        }
    }

    private static Map<String, Object> condition(String type, String reason, String message, String now) {
        Map<String, Object> condition = new LinkedHashMap<>();
        condition.put("type", type);
        condition.put("status", "True");
        condition.put("lastTransitionTime", now);
        condition.put("reason", reason);
        condition.put("message", message);
        return condition;
    }
}
