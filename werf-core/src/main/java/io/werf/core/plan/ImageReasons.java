package io.werf.core.plan;

import io.werf.core.kube.ResourceId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the objects that change because an image does. */
public final class ImageReasons {

    private ImageReasons() {}

    /**
     * One sentence for each image that changes something, for example {@code 2 Deployments change because image web does}.
     *
     * @param references full names by the names in {@code werf.yaml}
     */
    public static List<String> of(DeployPlan plan, Map<String, String> references) {
        List<String> reasons = new ArrayList<>();
        references.forEach((image, reference) -> {
            Map<String, Long> kinds = plan.changes().stream()
                    .filter(change ->
                            change.action() == Change.Action.UPDATE || change.action() == Change.Action.RECREATE)
                    .filter(change -> holds(change.after(), reference) && !holds(change.before(), reference))
                    .map(Change::resource)
                    .collect(Collectors.groupingBy(ResourceId::kind, TreeMap::new, Collectors.counting()));
            if (!kinds.isEmpty()) {
                reasons.add(sentence(image, kinds));
            }
        });
        return reasons;
    }

    private static String sentence(String image, Map<String, Long> kinds) {
        long all = kinds.values().stream().mapToLong(Long::longValue).sum();
        String objects = kinds.entrySet().stream()
                .map(kind -> kind.getValue() + " " + kind.getKey() + (kind.getValue() == 1 ? "" : "s"))
                .collect(Collectors.joining(" and "));
        return objects + (all == 1 ? " changes" : " change") + " because image " + image + " does";
    }

    private static boolean holds(@Nullable Object node, String text) {
        if (node instanceof Map<?, ?> map) {
            return holds(map.values(), text);
        }
        return node instanceof Collection<?> list
                ? list.stream().anyMatch(item -> holds(item, text))
                : text.equals(node);
    }
}
