package io.werf.core.track;

import java.time.Duration;
import java.util.List;

/**
 * What is still to come of the logs of something that is ready: up to their end where its pods have ended, and else what they have
 * written by now. Used by the loop's thread only.
 */
final class LastLines implements AutoCloseable {

    /** How long the next line is waited for. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How often that is done. */
    private static final int MOST_PAUSES = 30;

    /** How often without a line in a row, while a log is still under way: a busy server takes its time to open it. */
    private static final int MOST_SILENT = 10;

    private final Loop loop;
    private final LogFollowers logs;
    private Runnable over = () -> {};
    private Runnable stop = () -> {};
    private boolean awaited;

    LastLines(Loop loop, LogFollowers logs) {
        this.loop = loop;
        this.logs = logs;
    }

    /**
     * Begins to wait.
     *
     * @param over called once
     */
    void await(List<TrackedPod> pods, Runnable over) {
        this.over = over;
        awaited = true;
        update(pods);
    }

    /** The same, but only as long as lines go on to come, or a log that was asked for does. */
    void awaitWhileTheyCome(List<TrackedPod> pods, Runnable over) {
        pause(MOST_PAUSES, 0);
        await(pods, over);
    }

    /** Tells how the pods are now, or that lines have come. */
    void update(List<TrackedPod> pods) {
        if (awaited && logs.areRead(pods)) {
            finish();
        }
    }

    private void pause(int pauses, int silent) {
        long before = logs.count();
        stop = loop.after(PAUSE, () -> {
            int silentNow = logs.count() > before ? 0 : silent + 1;
            if (pauses > 1 && silentNow < (logs.areUnderWay() ? MOST_SILENT : 1)) {
                pause(pauses - 1, silentNow);
            } else {
                finish();
            }
        });
    }

    /** Waits no more. */
    void finish() {
        if (awaited) {
            close();
            over.run();
        }
    }

    @Override
    public void close() {
        awaited = false;
        stop.run();
    }
}
