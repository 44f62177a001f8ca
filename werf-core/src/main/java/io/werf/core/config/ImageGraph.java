package io.werf.core.config;

import io.werf.core.error.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The images of a configuration together: names are unique, dependencies exist, are there for the same platforms and do not run in
 * circles.
 */
final class ImageGraph {

    private static final int LONGEST_CHAIN = 200;

    private final ConfigText source;
    private final List<ImageConfig> images;
    private final Map<String, ImageConfig> byName = new HashMap<>();

    ImageGraph(ConfigText source, List<ImageConfig> images) {
        this.source = source;
        this.images = images;
    }

    void check() {
        refuseNameClashes();
        refuseUnknownDependencies();
        refuseMissingPlatforms();
        Set<String> checked = new HashSet<>();
        images.forEach(image -> refuseCycles(image, new ArrayList<>(), checked));
    }

    private void refuseNameClashes() {
        for (ImageConfig image : images) {
            ImageConfig first = byName.putIfAbsent(image.name(), image);
            if (first != null) {
                throw source.error(
                        image.location(),
                        1,
                        "image \"" + image.name() + "\" is defined twice, first in line "
                                + first.location().line());
            }
        }
        ImageConfig nameless = byName.get("");
        if (nameless != null && images.size() > 1) {
            throw source.error(
                    nameless.location(),
                    1,
                    "an image without a name must be the only one; there are also: "
                            + images.stream()
                                    .map(ImageConfig::name)
                                    .filter(name -> !name.isEmpty())
                                    .collect(Collectors.joining(", ")));
        }
    }

    private void refuseUnknownDependencies() {
        for (ImageConfig image : images) {
            for (ImageDependency dependency : image.dependencies()) {
                if (!byName.containsKey(dependency.image())) {
                    String meant = Nearest.to(dependency.image(), byName.keySet())
                            .map(nearest -> "; did you mean \"" + nearest + "\"?")
                            .orElse("");
                    throw source.error(
                            dependency.location(), 1, "there is no image \"" + dependency.image() + "\"" + meant);
                }
            }
        }
    }

    private void refuseMissingPlatforms() {
        for (ImageConfig image : images) {
            for (ImageDependency dependency : image.dependencies()) {
                List<String> there =
                        byName.getOrDefault(dependency.image(), image).platforms();
                List<String> missing = image.platforms().stream()
                        .filter(platform -> !there.contains(platform))
                        .toList();
                if (!missing.isEmpty()) {
                    throw source.error(
                            dependency.location(),
                            1,
                            "image \"" + image.name() + "\" is built for " + String.join(", ", missing)
                                    + ", but image \""
                                    + dependency.image() + "\" that it depends on for " + String.join(", ", there)
                                    + " only");
                }
            }
        }
    }

    private void refuseCycles(ImageConfig image, List<String> path, Set<String> checked) {
        if (checked.contains(image.name())) {
            return;
        }
        path.add(image.name());
        if (path.size() > LONGEST_CHAIN) {
            throw source.error(image.location(), 1, "a chain of more than " + LONGEST_CHAIN + " images ends here");
        }
        for (ImageDependency dependency : image.dependencies()) {
            int at = path.indexOf(dependency.image());
            if (at >= 0) {
                throw source.error(
                        dependency.location(),
                        1,
                        "images depend on each other in a circle" + drawn(path.subList(at, path.size())));
            }
            ImageConfig next = byName.getOrDefault(dependency.image(), image);
            refuseCycles(next, path, checked);
        }
        path.remove(path.size() - 1);
        checked.add(image.name());
    }

    /** Names with arrows between them, and one below that leads back from the last to the first. */
    private static String drawn(List<String> cycle) {
        String chain = String.join(" ──► ", cycle);
        int first = cycle.get(0).length() / 2;
        int last = chain.length() - 1 - cycle.get(cycle.size() - 1).length() / 2;
        if (cycle.size() == 1) {
            return ": \"" + chain + "\" depends on itself";
        }
        String gap = " ".repeat(2 + first);
        return "\n  " + chain + "\n" + gap + "▲" + " ".repeat(last - first - 1) + "│\n" + gap + "└"
                + "─".repeat(last - first - 1) + "┘";
    }
}
