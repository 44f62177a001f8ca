package io.werf.core.deploy;

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
}
