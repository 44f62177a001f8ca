package io.werf.core.kube;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PermitsTest {

    @Test
    void aPlaceThatWasGivenUpIsPassedOverAndNoPermitIsLost() {
        Permits permits = new Permits(1);
        permits.acquire().join();
        CompletableFuture<Void> second = permits.acquire();
        CompletableFuture<Void> third = permits.acquire();

        second.cancel(true);
        permits.release();

        assertThat(third).isCompleted();
        permits.release();
        assertThat(permits.acquire()).isCompleted();
    }
}
