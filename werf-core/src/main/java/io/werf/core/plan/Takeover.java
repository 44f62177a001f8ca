package io.werf.core.plan;

import java.util.List;

/**
 * Before an object is applied, the fields that older tools manage (kubectl's client-side apply and edit, Helm 3's updates, werf)
 * become ours, so that what the chart no longer has really goes.
 *
 * @param relinquished fields that stop being ours and keep their values, as paths, for example {@code spec.replicas}
 */
public record Takeover(List<String> relinquished) {

    /** Copies the list. */
    public Takeover {
        relinquished = List.copyOf(relinquished);
    }
}
