package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StreamSwitchTest {

    /** Otherwise the last lines of a log, which are read after an interrupt, would be lost at times. */
    @Test
    @Timeout(120)
    void anInterruptThatTheReaderHasSeenEndsNothingThatItBeginsAfterwards() throws Exception {
        StreamSwitch stream = new StreamSwitch();
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        Thread other = new Thread(stream::interrupt);
        boolean seen;
        synchronized (stream) { // stops the interrupt halfway, if it has a half
            other.start();
            while (other.getState() != Thread.State.BLOCKED) {
                Thread.onSpinWait();
            }
            seen = stream.resume();
            stream.waitsFor(waiting);
        }
        other.join();
        assertThat(waiting.isCancelled()).isEqualTo(!seen);
        assertThat(stream.isInterrupted()).isEqualTo(!seen);
    }
}
