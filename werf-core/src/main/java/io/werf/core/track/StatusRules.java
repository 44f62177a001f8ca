package io.werf.core.track;

import java.util.function.Function;

/** Kinds without pods of their own, judged by their status alone. */
final class StatusRules implements Rules {

    private final Function<TrackedState, Verdict> rule;

    StatusRules(Function<TrackedState, Verdict> rule) {
        this.rule = rule;
    }

    @Override
    public Verdict judge(TrackedState state, Tolerance tolerance) {
        return rule.apply(state);
    }

    @Override
    public boolean isGuessing() {
        return true;
    }
}
