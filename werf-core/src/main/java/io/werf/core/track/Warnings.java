package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeClient.Selector;
import io.werf.core.kube.KubeObject;
import java.util.function.Predicate;

/**
 * Which warning events tell why an object does not get on.
 *
 * @param selector for the server, so that the many others of a namespace cost nothing
 * @param mine which of those count
 */
record Warnings(Selector selector, Predicate<KubeObject> mine) {

    /** Those of the object itself. */
    static Warnings of(KubeObject object) {
        return new Warnings(Selector.fields("involvedObject.uid=" + object.uid() + ",type=Warning"), event -> true);
    }

    /** Those of a Deployment are told of its ReplicaSets, of which the names are known only in part. */
    static Warnings ofReplicaSets(KubeObject deployment) {
        String prefix = deployment.id().name() + "-";
        return new Warnings(
                Selector.fields("involvedObject.kind=ReplicaSet,type=Warning,reason=FailedCreate"),
                event -> Tree.string(event.body(), "involvedObject", "name")
                        .filter(name -> name.startsWith(prefix) && name.lastIndexOf('-') == prefix.length() - 1)
                        .isPresent());
    }
}
