package io.werf.core.plan;

import io.werf.core.error.Excerpt;
import io.werf.core.error.WerfException;
import java.util.List;

/** Objects of the chart wait for each other. Nothing was written. */
public final class DependencyCycleException extends WerfException {

    private final List<String> cycle;

    DependencyCycleException(List<Resource> cycle) {
        super(
                "these objects wait for each other, so none can be deployed first:\n" + drawing(cycle),
                new Excerpt(cycle.get(0).location(), 1, cycle.get(0).location().line(), List.of()),
                null);
        this.cycle = cycle.stream().map(resource -> resource.id().toString()).toList();
    }

    private static String drawing(List<Resource> cycle) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < cycle.size(); i++) {
            Resource resource = cycle.get(i);
            out.append(i == 0 ? "  ┌→ " : "  │  ")
                    .append(resource.id())
                    .append("  (")
                    .append(resource.location())
                    .append(")\n")
                    .append(i == cycle.size() - 1 ? "  └─ waits for the first" : "  │    waits for\n");
        }
        return out.toString();
    }

    /** {@code Kind/name} of each object; each waits for the next, the last for the first. */
    public List<String> cycle() {
        return cycle;
    }
}
