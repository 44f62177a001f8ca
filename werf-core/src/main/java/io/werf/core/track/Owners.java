package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;

/** {@code metadata.ownerReferences}. */
final class Owners {

    private Owners() {}

    static boolean isControlledBy(KubeObject object, String uid) {
        return Tree.list(object.body(), "metadata", "ownerReferences").stream()
                .anyMatch(owner -> Tree.isTrue(owner, "controller")
                        && Tree.string(owner, "uid").orElse("").equals(uid));
    }
}
