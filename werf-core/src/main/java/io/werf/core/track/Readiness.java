package io.werf.core.track;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeObject;

/**
 * How far an object is, judged once, by the object alone: what only its pods tell is not in it.
 *
 * @param text in a few words, for example {@code 2/3 ready}
 */
public record Readiness(boolean ready, String text) {

    /** Judges a live object by the rules of its kind; one of which there are no rules is ready because it exists. */
    public static Readiness of(KubeObject live) {
        if (live.isTerminating()) {
            return new Readiness(false, "being deleted");
        }
        return Rules.of(live.id(), options(live))
                .map(rules -> of(rules.judge(TrackedState.of(live).afterSettling(), Tolerance.NONE)))
                .orElseGet(() -> new Readiness(true, "present"));
    }

    /** Annotations of somebody else may say anything. */
    private static TrackOptions options(KubeObject live) {
        try {
            return TrackOptions.from(live);
        } catch (WerfException e) {
            return TrackOptions.DEFAULT;
        }
    }

    private static Readiness of(Verdict verdict) {
        if (verdict instanceof Verdict.Ready ready) {
            return new Readiness(true, ready.text());
        }
        return verdict instanceof Verdict.Failed failed
                ? new Readiness(false, failed.cause().reason())
                : new Readiness(false, ((Verdict.Progressing) verdict).text());
    }
}
