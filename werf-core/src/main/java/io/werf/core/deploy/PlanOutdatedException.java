package io.werf.core.deploy;

import io.werf.core.error.WerfException;
import java.util.List;

/** A saved plan was made for another state than there is now; nothing was written. */
public final class PlanOutdatedException extends WerfException {

    private final List<String> moved;

    PlanOutdatedException(String release, List<String> moved) {
        super("the saved plan for release " + release + " is outdated:\n  " + String.join("\n  ", moved));
        this.moved = List.copyOf(moved);
    }

    /** What has moved on, one sentence each. */
    public List<String> moved() {
        return moved;
    }
}
