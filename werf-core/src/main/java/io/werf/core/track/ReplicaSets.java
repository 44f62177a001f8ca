package io.werf.core.track;

import io.werf.core.error.WerfException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Asks for the ReplicaSets of Deployments, those of many by one request. Used by the loop's thread only. */
final class ReplicaSets {

    /** The controller takes Deployments one after another; their pods need longer than this to show anything. */
    private static final Duration WINDOW = Duration.ofMillis(200);

    private final KubeClient kube;
    private final Loop loop;
    private final Gathering<Question> gathering;

    /**
     * Who wants to know.
     *
     * @param answer gets the metadata of ReplicaSets, others among them
     */
    record Question(KubeObject deployment, Consumer<List<KubeObject>> answer, Consumer<WerfException> failed) {}

    ReplicaSets(KubeClient kube, Loop loop) {
        this.kube = kube;
        this.loop = loop;
        this.gathering = new Gathering<>(loop, WINDOW, this::ask);
    }

    /** Both answers come on the loop's thread. */
    void find(LabelSelector selector, Question question) {
        gathering.add(question.deployment().id().namespace(), selector, question);
    }

    private void ask(Gathering.Place place, List<Gathering.Member<Question>> members) {
        var kind = members.get(0).who().deployment().id();
        loop.call(() -> {
            try {
                List<KubeObject> sets = kube.listMetadata(
                                kube.resource(kind.group(), kind.version(), "ReplicaSet"),
                                place.namespace(),
                                KubeClient.Selector.labels(Gathering.selector(members)))
                        .items();
                loop.run(() -> members.forEach(member -> member.who().answer().accept(sets)));
            } catch (WerfException e) {
                loop.run(() -> members.forEach(member -> member.who().failed().accept(e)));
            }
        });
    }
}
