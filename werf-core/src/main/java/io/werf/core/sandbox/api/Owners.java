package io.werf.core.sandbox.api;

import io.werf.core.data.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Who belongs to whom by {@code metadata.ownerReferences}. */
public final class Owners {

    private Owners() {}

    /** An object and its kind. */
    public record Owned(Kind kind, Map<String, Object> object) {

        /** {@code metadata.namespace}. */
        public String namespace() {
            return Tree.string(object, "metadata", "namespace").orElse("");
        }

        /** {@code metadata.name}. */
        public String name() {
            return Tree.string(object, "metadata", "name").orElse("");
        }
    }

    /** Every object that names {@code uid} as an owner. */
    public static List<Owned> dependents(ApiObjects objects, String uid) {
        List<Owned> found = new ArrayList<>();
        objects.kinds().all().stream().map(Kind::resource).distinct().forEach(resource -> {
            for (Map<String, Object> object : objects.list(resource, "")) {
                if (owners(object).contains(uid)) {
                    found.add(new Owned(objects.kind(resource), object));
                }
            }
        });
        return found;
    }

    /** The uids of an object's owners. */
    public static List<String> owners(Map<String, Object> object) {
        return Tree.list(object, "metadata", "ownerReferences").stream()
                .map(owner -> Tree.string(owner, "uid").orElse(""))
                .toList();
    }

    static void orphan(ApiObjects objects, String uid) {
        for (Owned owned : dependents(objects, uid)) {
            objects.edit(
                    owned.kind(),
                    owned.namespace(),
                    owned.name(),
                    object -> {
                        List<Object> rest = new ArrayList<>(Tree.list(object, "metadata", "ownerReferences"));
                        rest.removeIf(
                                owner -> Tree.string(owner, "uid").orElse("").equals(uid));
                        Tree.mapForWriting(object, "metadata").put("ownerReferences", rest);
                        return object;
                    },
                    Write.by("kube-controller-manager"));
        }
    }
}
