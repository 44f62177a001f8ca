package io.werf.core.plan;

import io.werf.core.error.WerfException;
import java.util.List;

/** Objects of the chart exist already and belong to someone else. Nothing was written. */
public final class OwnershipException extends WerfException {

    private final List<String> conflicts;

    OwnershipException(String release, List<String> conflicts) {
        super("release " + release + " cannot take over " + conflicts.size() + " existing "
                + (conflicts.size() == 1 ? "object" : "objects") + ":\n  " + String.join("\n  ", conflicts));
        this.conflicts = List.copyOf(conflicts);
    }

    /** One line for each object: what and where it is, and whose. */
    public List<String> conflicts() {
        return conflicts;
    }
}
