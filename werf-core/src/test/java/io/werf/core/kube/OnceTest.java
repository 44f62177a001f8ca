package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OnceTest {

    @Test
    void aThreadThatWasStoppedDoesNotStopThoseThatWaitForIt() throws Exception {
        Once<String> once = new Once<>();
        CountDownLatch computing = new CountDownLatch(1);
        CompletableFuture<Void> stop = new CompletableFuture<>();
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> once.get("k", () -> {
            computing.countDown();
            stop.join();
            throw new CancellationException("stopped");
        }));
        computing.await();
        CompletableFuture<String> second = CompletableFuture.supplyAsync(() -> once.get("k", () -> "value"));

        stop.complete(null);

        assertThat(second.join()).isEqualTo("value");
        assertThatThrownBy(first::join).hasRootCauseInstanceOf(CancellationException.class);
    }

    @Test
    void afterAnErrorTheNextComputesAgain() {
        Once<String> once = new Once<>();
        assertThatThrownBy(() -> once.get("k", () -> {
                    throw new AssertionError("defect");
                }))
                .isInstanceOf(AssertionError.class);

        assertThat(once.get("k", () -> "value")).isEqualTo("value");
    }
}
