package io.werf.core.plan;

import io.werf.core.data.YamlNode;
import io.werf.core.data.YamlNode.ListNode;
import io.werf.core.data.YamlNode.MapNode;
import io.werf.core.data.YamlNode.ScalarNode;
import io.werf.core.plan.Finding.Severity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds containers whose image looks like one of {@code werf.yaml} but is not the one that is built. */
final class ImageCheck {

    private static final List<String> CONTAINERS = List.of("containers", "initContainers", "ephemeralContainers");

    private final Map<String, String> images;
    private final Set<String> built;

    /** @param images full name by name in {@code werf.yaml} */
    ImageCheck(Map<String, String> images) {
        this.images = images;
        this.built = new HashSet<>(images.values());
    }

    void check(YamlNode node, Linter.Report report) {
        if (node instanceof ListNode list) {
            list.items().forEach(item -> check(item, report));
        } else if (node instanceof MapNode map) {
            for (String key : CONTAINERS) {
                if (map.get(key) instanceof ListNode containers) {
                    Linter.maps(containers).forEach(container -> container(container, report));
                }
            }
            map.entries().forEach(entry -> check(entry.value(), report));
        }
    }

    private void container(MapNode container, Linter.Report report) {
        if (!(container.get("image") instanceof ScalarNode image) || built.contains(image.text())) {
            return;
        }
        String name = nameOf(image.text());
        if (!name.isEmpty() && images.containsKey(name)) {
            report.add(
                    Severity.WARNING,
                    image,
                    "image \"" + image.text() + "\" is not the image \"" + name
                            + "\" of werf.yaml; that one is {{ werf_image \"" + name + "\" }}");
        }
    }

    /** The last part of the repository. */
    private static String nameOf(String reference) {
        String repository = reference.replaceFirst("@.*$", "");
        String last = repository.substring(repository.lastIndexOf('/') + 1);
        int colon = last.indexOf(':');
        return colon < 0 ? last : last.substring(0, colon);
    }
}
