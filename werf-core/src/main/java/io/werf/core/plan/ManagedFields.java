package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Who manages the fields of a live object. Fields that older tools have set through us, or for the same purpose, become ours, so
 * that they go when the chart drops them; what others set stays theirs.
 */
public final class ManagedFields {

    private static final String MANAGER = "helm";
    private static final String APPLY = "Apply";

    private ManagedFields() {}

    /** What has to be done before an update; empty when nothing has. */
    static Optional<Takeover> takeover(KubeObject live, KubeObject wanted, List<String> relinquished) {
        Takeover takeover = new Takeover(relinquished, false);
        return repaired(live, wanted, takeover).map(entries -> takeover);
    }

    /**
     * {@code metadata.managedFields} as they should be before {@code wanted} is applied; empty when they are.
     *
     * @param live as it was just read
     */
    public static Optional<List<Object>> repaired(KubeObject live, KubeObject wanted, Takeover takeover) {
        Map<String, Object> ours = Tree.copy(LocalComparison.ownFields(live));
        Map<String, Object> before = Tree.copy(ours);
        List<Object> entries = new ArrayList<>();
        boolean taken = false;
        for (Object entry : Tree.list(live.body(), "metadata", "managedFields")) {
            if (isOld(entry)) {
                merge(ours, Tree.map(entry, "fieldsV1"));
                taken = true;
            } else if (!isOurs(entry)) {
                entries.add(entry);
            }
        }
        if (ours.isEmpty()) {
            return Optional.empty(); // never applied by anybody: the server notes what is there at the first apply
        }
        takeServiceAccount(live, wanted, ours);
        takeover.relinquished().forEach(path -> remove(ours, path));
        if (!taken && ours.equals(before)) {
            return Optional.empty();
        }
        Map<String, Object> own = new LinkedHashMap<>();
        own.put("manager", MANAGER);
        own.put("operation", APPLY);
        own.put("apiVersion", wanted.id().apiVersion());
        own.put("fieldsType", "FieldsV1");
        own.put("fieldsV1", ours);
        entries.add(own);
        return Optional.of(entries);
    }

    /** Fields of the entries that are taken over. */
    static Map<String, Object> oldFields(KubeObject live) {
        return fields(live, ManagedFields::isOld);
    }

    /** Fields of all entries that stay. */
    static Map<String, Object> stayingFields(KubeObject object) {
        return fields(object, entry -> !isOld(entry));
    }

    /** Fields that are ours and those that are taken over. */
    static Map<String, Object> fieldsToBeOurs(KubeObject live) {
        return fields(live, entry -> isOurs(entry) || isOld(entry));
    }

    /** Fields that are not ours and never will be. */
    static Map<String, Object> fieldsOfOthers(KubeObject live) {
        return fields(live, entry -> !isOurs(entry) && !isOld(entry));
    }

    private static Map<String, Object> fields(KubeObject object, Predicate<Object> which) {
        Map<String, Object> fields = new LinkedHashMap<>();
        Tree.list(object.body(), "metadata", "managedFields").stream()
                .filter(which)
                .forEach(entry -> merge(fields, Tree.map(entry, "fieldsV1")));
        return fields;
    }

    /** The entries of those who manage fields that will not be ours; what controllers write into the status is not meant. */
    static List<Object> entriesOfOthers(KubeObject live) {
        return Tree.list(live.body(), "metadata", "managedFields").stream()
                .filter(entry -> !isOurs(entry) && !isOld(entry) && is(entry, "subresource", ""))
                .toList();
    }

    private static boolean isOurs(Object entry) {
        return is(entry, "manager", MANAGER) && is(entry, "operation", APPLY) && is(entry, "subresource", "");
    }

    private static boolean isOld(Object entry) {
        String manager = Tree.string(entry, "manager").orElse("");
        return is(entry, "subresource", "")
                && (manager.startsWith("werf")
                        || manager.equals("kubectl-edit")
                        || manager.equals("kubectl-client-side-apply")
                        || manager.equals("before-first-apply")
                        // Also Flux's helm-controller and terraform-provider-helm, which deploy by Helm's library.
                        || (manager.contains(MANAGER) && is(entry, "operation", "Update")));
    }

    private static boolean is(Object entry, String field, String value) {
        return Tree.string(entry, field).orElse("").equals(value);
    }

    private static void merge(Map<String, Object> into, Map<String, Object> fields) {
        fields.forEach((key, value) -> merge(Tree.mapForWriting(into, key), Tree.map(value)));
    }

    /** Takes a field of a dotted path out of a tree in {@code FieldsV1} form. */
    static void remove(Map<String, Object> fields, String path) {
        String[] steps = path.split("\\.");
        List<Map<String, Object>> above = new ArrayList<>();
        Map<String, Object> parent = fields;
        for (int i = 0; i < steps.length - 1; i++) {
            above.add(parent);
            if (!(parent.get("f:" + steps[i]) instanceof Map<?, ?>)) {
                return;
            }
            parent = Tree.map(parent, "f:" + steps[i]);
        }
        parent.remove("f:" + steps[steps.length - 1]);
        for (int i = above.size() - 1;
                i >= 0 && Tree.map(above.get(i), "f:" + steps[i]).isEmpty();
                i--) {
            above.get(i).remove("f:" + steps[i]); // an empty set would mean the whole field
        }
    }

    /**
     * The server keeps {@code serviceAccount} beside {@code serviceAccountName} and restores either from the other, so that a
     * chart which drops it must own both.
     */
    private static void takeServiceAccount(KubeObject live, KubeObject wanted, Map<String, Object> ours) {
        boolean template = !live.id().kind().equals("Pod");
        boolean set = References.podSpec(live.body())
                .map(pod -> pod.containsKey("serviceAccount"))
                .orElse(false);
        boolean dropped = References.podSpec(wanted.body())
                .map(pod -> !pod.containsKey("serviceAccountName") && !pod.containsKey("serviceAccount"))
                .orElse(false);
        if (template && set && dropped) {
            String[] pod = live.id().kind().equals("CronJob")
                    ? new String[] {"f:spec", "f:jobTemplate", "f:spec", "f:template", "f:spec"}
                    : new String[] {"f:spec", "f:template", "f:spec"};
            Map<String, Object> fields = Tree.mapForWriting(ours, pod);
            fields.putIfAbsent("f:serviceAccount", new LinkedHashMap<>());
            fields.putIfAbsent("f:serviceAccountName", new LinkedHashMap<>());
        }
    }
}
