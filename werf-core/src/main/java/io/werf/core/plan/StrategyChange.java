package io.werf.core.plan;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A workload that is to update its pods in another way, for example {@code Recreate}. Servers have filled {@code rollingUpdate} in,
 * which is nobody's, stays at an apply, and makes them refuse the new type. So it becomes ours first, and goes with the apply.
 */
final class StrategyChange {

    private static final List<String> FIELDS = List.of("strategy", "updateStrategy");
    private static final String LEFT_BEHIND = "rollingUpdate";

    private StrategyChange() {}

    /** The field of the spec that changes so. */
    static Optional<String> of(KubeObject live, KubeObject wanted) {
        return FIELDS.stream()
                .filter(field -> {
                    Map<String, Object> before = Tree.map(live.body(), "spec", field);
                    Map<String, Object> after = Tree.map(wanted.body(), "spec", field);
                    return after.get("type") != null
                            && !after.get("type").equals(before.get("type"))
                            && before.get(LEFT_BEHIND) != null
                            && after.get(LEFT_BEHIND) == null;
                })
                .findFirst();
    }

    /** @param ours fields in Kubernetes' {@code FieldsV1} form; gets what is left behind */
    static void take(KubeObject live, KubeObject wanted, Map<String, Object> ours) {
        of(live, wanted)
                .ifPresent(field -> Tree.mapForWriting(ours, "f:spec", "f:" + field)
                        .put("f:" + LEFT_BEHIND, new LinkedHashMap<String, Object>()));
    }

    /** The object without the change, which a dry run would refuse. */
    static KubeObject without(String field, KubeObject wanted) {
        Map<String, Object> body = Tree.copy(wanted.body());
        Tree.mapForWriting(body, "spec").remove(field);
        return new KubeObject(body);
    }
}
