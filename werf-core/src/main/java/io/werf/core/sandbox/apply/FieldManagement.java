package io.werf.core.sandbox.apply;

import io.werf.core.data.Tree;
import io.werf.core.sandbox.apply.ApplyConflict.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Field ownership of one write: who writes, by which API version and when. The rules are those of Kubernetes'
 * documentation of server-side apply.
 *
 * @param subresource {@code ""} or, for example, {@code status}
 * @param time RFC 3339, written into the manager's entry
 */
public record FieldManagement(String manager, String apiVersion, String subresource, String time, Structure structure) {

    /**
     * Server-side apply: merges {@code applied} into the live object and removes what this manager applied before, no
     * longer applies and nobody else owns.
     *
     * @param live the present object, empty when it is to be created; not changed
     * @param applied the configuration without nulls; not changed
     * @return the new object, not defaulted
     * @throws ApplyConflict unless {@code force}, if others own fields with other values
     */
    public Map<String, Object> apply(Optional<Map<String, Object>> live, Map<String, Object> applied, boolean force) {
        Map<String, Object> base = Tree.copy(live.orElse(Map.of()));
        Map<String, Object> wanted = Tree.copy(applied);
        Tree.mapForWriting(wanted, "metadata").remove("managedFields");
        FieldSet fields = FieldSet.of(wanted, structure, false);
        Manager mine = new Manager(manager, "Apply", apiVersion, subresource, time, fields);
        List<Manager> others = new ArrayList<>(Manager.of(base));
        FieldSet before =
                others.stream().filter(mine::isSame).map(Manager::fields).reduce(FieldSet.EMPTY, FieldSet::plus);
        others.removeIf(mine::isSame);

        Predicate<List<String>> changed = path -> fields.paths().contains(path)
                && !path.get(path.size() - 1).startsWith("k:")
                && !Objects.equals(Fields.at(base, path), Fields.at(wanted, path));
        if (!force) {
            refuseConflicts(others, changed);
        }
        others.replaceAll(other -> other.with(other.fields().filter(changed.negate())));

        Map<String, Object> merged = Tree.map(Fields.merge(base, wanted, "", structure));
        merged = Tree.copy(merged);
        for (List<String> path : before.minus(fields).paths()) {
            if (!fields.hasAtOrBelow(path)
                    && others.stream().noneMatch(other -> other.fields().hasAtOrBelow(path))) {
                Fields.remove(merged, path);
            }
        }
        others.add(mine);
        Manager.write(merged, others);
        return merged;
    }

    private static void refuseConflicts(List<Manager> others, Predicate<List<String>> changed) {
        List<Cause> causes = new ArrayList<>();
        for (Manager other : others) {
            for (List<String> path : other.fields().filter(changed).paths()) {
                String by = other.subresource().isEmpty() ? "" : " with subresource \"" + other.subresource() + "\"";
                causes.add(new Cause('"' + other.name() + '"' + by + " using " + other.apiVersion(), display(path)));
            }
        }
        if (!causes.isEmpty()) {
            throw new ApplyConflict(causes);
        }
    }

    private static String display(List<String> path) {
        StringBuilder text = new StringBuilder();
        for (String step : path) {
            String rest = step.substring(2);
            if (step.startsWith("f:")) {
                text.append('.').append(rest);
            } else if (step.startsWith("k:")) {
                String keys = rest.substring(1, rest.length() - 1).replaceAll("\"(\\w+)\":", "$1=");
                text.append('[').append(keys).append(']');
            } else {
                text.append("[=").append(rest).append(']');
            }
        }
        return text.toString();
    }

    /**
     * Notes in {@code updated} that this manager wrote, by create, update or patch, what differs from {@code live}. The
     * entries of {@code updated} itself count as those before, when it has any: a client may edit them.
     */
    public void recordUpdate(Optional<Map<String, Object>> live, Map<String, Object> updated) {
        Map<String, Object> old = live.orElse(Map.of());
        FieldSet oldFields = FieldSet.of(old, structure, true);
        FieldSet newFields = FieldSet.of(updated, structure, true);
        FieldSet leaves = FieldSet.of(updated, structure, false);
        FieldSet changed = newFields.filter(path -> !oldFields.paths().contains(path)
                || (leaves.paths().contains(path) && !isItem(path) && differs(old, updated, path)));
        FieldSet gone = oldFields.minus(newFields);
        boolean edited = Tree.get(updated, "metadata", "managedFields") != null;
        List<Manager> managers = new ArrayList<>(Manager.of(edited ? updated : old));
        Manager mine = new Manager(manager, "Update", apiVersion, subresource, time, changed);
        FieldSet present =
                managers.stream().filter(mine::isSame).map(Manager::fields).reduce(FieldSet.EMPTY, FieldSet::plus);
        managers.replaceAll(other -> other.with(other.fields().minus(gone).minus(changed)));
        if (!changed.isEmpty()) {
            managers.removeIf(mine::isSame);
            managers.add(mine.with(present.minus(gone).plus(changed)));
        }
        Manager.write(updated, managers);
    }

    private static boolean isItem(List<String> path) {
        return path.get(path.size() - 1).startsWith("k:");
    }

    private static boolean differs(Map<String, Object> old, Map<String, Object> updated, List<String> path) {
        return !Objects.equals(Fields.at(old, path), Fields.at(updated, path));
    }
}
