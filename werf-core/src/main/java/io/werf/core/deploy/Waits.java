package io.werf.core.deploy;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;
import java.util.Optional;
import java.util.function.Predicate;

/** What single objects are waited for to be. */
final class Waits {

    private Waits() {}

    /** It does not exist, or another one has its name. */
    static Predicate<Optional<KubeObject>> gone(KubeObject object) {
        return now -> now.isEmpty() || !now.get().uid().equals(object.uid());
    }

    /** The API server serves the kind that this CRD defines. */
    static boolean isEstablished(Optional<KubeObject> crd) {
        return crd.isPresent()
                && Tree.list(crd.get().body(), "status", "conditions").stream()
                        .anyMatch(condition -> Tree.string(condition, "type")
                                        .orElse("")
                                        .equals("Established")
                                && Tree.string(condition, "status").orElse("").equals("True"));
    }
}
