package io.werf.core.track;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeObject;
import java.time.Duration;
import java.util.function.Consumer;

/** An object that went between its apply and the first list is told by no watch: it is asked for once. On the loop's thread only. */
final class Presence implements AutoCloseable {

    /** How long the objects of a watch's first list may be under way. */
    private static final Duration FIRST_LIST = Duration.ofSeconds(1);

    private final Tracking.Tools tools;
    private final KubeObject applied;
    private final Runnable gone;
    private final Consumer<WerfException> failed;
    private boolean known;

    /** @param failed told why it could not be asked for */
    Presence(Tracking.Tools tools, KubeObject applied, Runnable gone, Consumer<WerfException> failed) {
        this.tools = tools;
        this.applied = applied;
        this.gone = gone;
        this.failed = failed;
    }

    /** A watch has told of it, whatever it told. */
    void seen() {
        known = true;
    }

    /** The watch runs: what it began with is under way. */
    void watched() {
        if (!known) {
            var unused = tools.loop().after(FIRST_LIST, this::ask);
        }
    }

    private void ask() {
        if (known) {
            return;
        }
        tools.loop().call(() -> {
            try {
                boolean there = tools.kube()
                        .get(applied.id())
                        .filter(live -> live.uid().equals(applied.uid()))
                        .isPresent();
                tools.loop().run(() -> {
                    if (!there && !known) {
                        gone.run();
                    }
                });
            } catch (WerfException e) {
                tools.loop().run(() -> {
                    if (!known) {
                        failed.accept(e);
                    }
                });
            }
        });
    }

    /** Nobody wants to know any more. */
    @Override
    public void close() {
        known = true;
    }
}
