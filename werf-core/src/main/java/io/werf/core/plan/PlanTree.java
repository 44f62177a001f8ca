package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.error.Location;
import io.werf.core.kube.ResourceId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Plans as plain trees and back, for files; operations only one way, without the objects that they apply. */
public final class PlanTree {

    private PlanTree() {}

    /** {@code changes}, {@code operations} and {@code unchanged}. */
    public static Map<String, Object> of(DeployPlan plan) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("changes", plan.changes().stream().map(PlanTree::of).toList());
        tree.put("operations", plan.operations().stream().map(PlanTree::of).toList());
        tree.put("unchanged", (long) plan.unchanged());
        return tree;
    }

    private static Map<String, Object> of(Change change) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("action", change.action().verb());
        tree.put("resource", of(change.resource()));
        change.location().ifPresent(at -> tree.put("location", of(at)));
        tree.put("detail", change.detail());
        tree.put("uid", change.uid());
        tree.put("before", change.before());
        tree.put("after", change.after());
        return tree;
    }

    private static Map<String, Object> of(Operation operation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", operation.id());
        tree.put("after", operation.after().stream().sorted().toList());
        tree.put("resource", of(operation.resource()));
        return tree;
    }

    private static Map<String, Object> of(ResourceId id) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("apiVersion", id.apiVersion());
        tree.put("kind", id.kind());
        tree.put("namespace", id.namespace());
        tree.put("name", id.name());
        return tree;
    }

    /** A place in a file. */
    public static Map<String, Object> of(Location location) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("file", location.file());
        tree.put("line", (long) location.line());
        tree.put("column", (long) location.column());
        return tree;
    }

    /** The changes of a plan's tree. */
    public static List<Change> changes(Map<String, Object> plan) {
        List<Change> changes = new ArrayList<>();
        for (Object change : Tree.list(plan, "changes")) {
            changes.add(new Change(
                    Change.Action.valueOf(
                            Tree.string(change, "action").orElse("").toUpperCase(Locale.ROOT)),
                    resource(Tree.map(change, "resource")),
                    Optional.of(Tree.map(change, "location"))
                            .filter(at -> !at.isEmpty())
                            .map(PlanTree::location),
                    Tree.string(change, "detail").orElse(""),
                    Tree.string(change, "uid").orElse(""),
                    Tree.map(change, "before"),
                    Tree.map(change, "after")));
        }
        return changes;
    }

    private static ResourceId resource(Map<String, Object> tree) {
        String apiVersion = Tree.string(tree, "apiVersion").orElse("");
        int slash = apiVersion.indexOf('/');
        return new ResourceId(
                slash < 0 ? "" : apiVersion.substring(0, slash),
                apiVersion.substring(slash + 1),
                Tree.string(tree, "kind").orElse(""),
                Tree.string(tree, "namespace").orElse(""),
                Tree.string(tree, "name").orElse(""));
    }

    /** A place of its tree. */
    public static Location location(Map<String, Object> tree) {
        return new Location(
                Tree.string(tree, "file").orElse(""),
                Tree.integer(tree, "line").orElse(1L).intValue(),
                Tree.integer(tree, "column").orElse(0L).intValue());
    }

    /** How many objects are as they should be. */
    public static int unchanged(Map<String, Object> plan) {
        return Tree.integer(plan, "unchanged").orElse(0L).intValue();
    }
}
