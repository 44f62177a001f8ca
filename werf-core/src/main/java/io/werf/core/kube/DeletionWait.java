package io.werf.core.kube;

import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClient.Watch;
import io.werf.core.kube.KubeClient.WatchEvent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until one object is gone. */
final class DeletionWait {

    private DeletionWait() {}

    static boolean await(KubeClient client, ApiResource kind, ResourceId id, Duration timeout) {
        Optional<KubeObject> present = client.get(id);
        if (present.isEmpty()) {
            return true;
        }
        String uid = present.get().uid();
        CountDownLatch gone = new CountDownLatch(1);
        Selector selector = Selector.fields("metadata.name=" + id.name());
        Watch watch = client.watch(kind, id.namespace(), selector, event -> {
            if (event.type() == WatchEvent.Type.DELETED || !event.object().uid().equals(uid)) {
                gone.countDown();
            }
        });
        try {
            // It may have gone between the first look and the watch's list, of which the watch says nothing.
            Optional<KubeObject> still = client.get(id);
            if (still.isEmpty() || !still.get().uid().equals(uid)) {
                return true;
            }
            return gone.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw Transport.interrupted("wait for the deletion of " + id, e);
        } finally {
            watch.close();
        }
    }
}
