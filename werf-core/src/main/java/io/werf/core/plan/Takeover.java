package io.werf.core.plan;

import java.util.List;

/**
 * What is done about the fields of an object before it is applied. Those that older tools manage (kubectl's client-side apply and
 * edit, Helm 3's updates, werf) become ours, so that what the chart no longer has really goes.
 *
 * @param relinquished fields that stop being ours and keep their values, as paths, for example {@code spec.replicas}
 * @param replacing whether all that is ours is replaced first, because the server refuses what an apply alone would leave
 */
public record Takeover(List<String> relinquished, boolean replacing) {

    /** Copies the list. */
    public Takeover {
        relinquished = List.copyOf(relinquished);
    }
}
