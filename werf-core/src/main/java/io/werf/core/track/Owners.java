package io.werf.core.track;

import io.werf.core.data.Tree;
import io.werf.core.kube.KubeObject;

/** {@code metadata.ownerReferences}. */
final class Owners {

    private Owners() {}

    static boolean isControlledBy(KubeObject object, String uid) {
        return controller(object, "uid").equals(uid);
    }

    /** The name of its controller, or {@code ""}. */
    static String controllerName(KubeObject object) {
        return controller(object, "name");
    }

    private static String controller(KubeObject object, String field) {
        return Tree.list(object.body(), "metadata", "ownerReferences").stream()
                .filter(owner -> Tree.isTrue(owner, "controller"))
                .findFirst()
                .flatMap(owner -> Tree.string(owner, field))
                .orElse("");
    }
}
