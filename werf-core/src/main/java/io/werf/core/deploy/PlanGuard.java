package io.werf.core.deploy;

import io.werf.core.data.Json;
import io.werf.core.data.Tree;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.plan.PlanTree;
import io.werf.core.release.ReleaseVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Lets a saved plan through only while it is true. The same manifests are planned anew; when every object would change as the saved
 * plan says, and the release is at the revision that it was made for, nothing that matters has moved on.
 */
final class PlanGuard {

    private static final ResourceId KUBE_SYSTEM = new ResourceId("", "v1", "Namespace", "", "kube-system");

    private final SavedPlan saved;

    PlanGuard(SavedPlan saved) {
        this.saved = saved;
    }

    /** Names the cluster as no other; {@code ""} when the account may not see what does. */
    static String cluster(KubeClient kube) {
        try {
            return kube.get(KUBE_SYSTEM).map(KubeObject::uid).orElse("");
        } catch (KubeApiException e) {
            if (e.isForbidden()) {
                return "";
            }
            throw e;
        }
    }

    /** Refuses a plan for another cluster, and one that is too old. */
    void checkBefore(KubeClient kube, Instant now, Duration lifetime) {
        List<String> moved = new ArrayList<>();
        String cluster = cluster(kube);
        if (!cluster.isEmpty() && !saved.cluster().isEmpty() && !cluster.equals(saved.cluster())) {
            moved.add("it was made for another cluster, " + saved.server() + "; this is " + kube.server());
        }
        if (saved.made().plus(lifetime).isBefore(now)) {
            moved.add(
                    "it was made at " + saved.made() + "; a plan may be used for " + lifetime.toMinutes() + " minutes");
        }
        refuse(moved);
    }

    /** Refuses a plan that would be another one now. */
    void check(Preparation now) {
        List<String> moved = new ArrayList<>();
        if (!now.revisions().equals(saved.revisions())) {
            moved.add("release " + saved.release() + " " + newest("is", now.revisions()) + " now, and "
                    + newest("was", saved.revisions()) + " when the plan was made");
        }
        Map<String, Object> fresh = PlanTree.of(now.plan());
        Map<String, Object> before = changes(saved.plan());
        Map<String, Object> after = changes(fresh);
        Set<String> all = new LinkedHashSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String resource : all) {
            Object then = before.get(resource);
            if (then == null) {
                moved.add(resource + " was as it should be, and is not any more");
            } else if (!after.containsKey(resource)) {
                moved.add(resource + " is already as it should be, or gone");
            } else if (!then.equals(after.get(resource))) {
                moved.add(resource + " has changed since");
            }
        }
        if (moved.isEmpty()
                && !Json.write(Tree.list(fresh, "operations"))
                        .equals(Json.write(Tree.list(saved.plan(), "operations")))) {
            moved.add("the operations or their order would be others");
        }
        refuse(moved);
    }

    /** As it is after a way through a file. */
    private static Object normal(Object tree) {
        return Objects.requireNonNull(Json.read(Json.write(tree)));
    }

    private void refuse(List<String> moved) {
        if (!moved.isEmpty()) {
            throw new PlanOutdatedException(saved.release(), moved);
        }
    }

    private static String newest(String verb, List<ReleaseVersion> revisions) {
        if (revisions.isEmpty()) {
            return verb + " without a revision";
        }
        ReleaseVersion newest = revisions.get(revisions.size() - 1);
        return verb + " at revision " + newest.revision() + " ("
                + newest.status().text() + ")";
    }

    /** Each change by the object's name; where it is defined and the order of keys do not count. */
    private Map<String, Object> changes(Map<String, Object> plan) {
        Map<String, Object> changes = new LinkedHashMap<>();
        PlanTree.changes(plan)
                .forEach(change -> changes.put(
                        change.resource().describe(saved.namespace()),
                        normal(List.of(change.action().verb(), change.uid(), change.before(), change.after()))));
        return changes;
    }
}
