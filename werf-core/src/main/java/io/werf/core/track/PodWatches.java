package io.werf.core.track;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeClient.WatchEvent;
import java.time.Duration;
import java.util.List;

/** Watches the pods of workloads, those of many by one watch. Used by the loop's thread only. */
final class PodWatches {

    /** Pods take longer to come into being, and it is not they that tell when a rollout is over. */
    private static final Duration WINDOW = Duration.ofMillis(200);

    private final SharedWatches watches;
    private final Gathering<Listening> gathering;

    PodWatches(SharedWatches watches, Loop loop) {
        this.watches = watches;
        this.gathering = new Gathering<>(loop, WINDOW, this::open);
    }

    /** Adds a listener; the result removes it. */
    Runnable listen(String namespace, LabelSelector selector, SharedWatches.Listener listener) {
        Listening listening = new Listening(selector, listener);
        gathering.add(namespace, selector, listening);
        return listening::leave;
    }

    private void open(Gathering.Place place, List<Gathering.Member<Listening>> members) {
        List<Gathering.Member<Listening>> here =
                members.stream().filter(member -> !member.who().left).toList();
        if (here.isEmpty()) {
            return;
        }
        SharedWatches.Subject subject = new SharedWatches.Subject(
                "", "v1", "Pod", place.namespace(), Selector.labels(Gathering.selector(here)));
        here.forEach(member -> member.who().stop = watches.listen(subject, member.who()));
    }

    /** Hears of the pods of one workload among those of all. */
    private static final class Listening implements SharedWatches.Listener {

        private final LabelSelector selector;
        private final SharedWatches.Listener listener;
        private Runnable stop = () -> {};
        private boolean left;

        Listening(LabelSelector selector, SharedWatches.Listener listener) {
            this.selector = selector;
            this.listener = listener;
        }

        void leave() {
            left = true;
            stop.run();
        }

        @Override
        public void changed(WatchEvent event) {
            if (selector.takes(event.object())) {
                listener.changed(event);
            }
        }

        @Override
        public void opened() {
            listener.opened();
        }

        @Override
        public void failed(WerfException cause) {
            listener.failed(cause);
        }
    }
}
