package io.werf.core.kube;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** A counting semaphore of which a wait can be cancelled by any thread. */
final class Permits {

    private final Deque<CompletableFuture<Void>> queue = new ArrayDeque<>();
    private int free;

    Permits(int free) {
        this.free = free;
    }

    /** Completes with a permit, in the order of the calls; cancelling it before gives the place up. */
    synchronized CompletableFuture<Void> acquire() {
        if (free > 0) {
            free--;
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> place = new CompletableFuture<>();
        queue.add(place);
        return place;
    }

    void release() {
        while (true) {
            CompletableFuture<Void> next;
            synchronized (this) {
                next = queue.poll();
                if (next == null) {
                    free++;
                    return;
                }
            }
            if (next.complete(null)) { // else it was given up
                return;
            }
        }
    }
}
