package io.werf.core.deploy;

import io.werf.core.plan.DeployKind;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.PlanSpec;
import io.werf.core.plan.Planner;
import io.werf.core.plan.Resource;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseStatus;
import io.werf.core.release.ReleaseVersion;
import io.werf.core.release.RevisionNotFoundException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rollback that has not begun: everything is read, nothing is written.
 *
 * @param revisions the history as it was read, oldest first
 * @param target the revision that shall run again
 * @param nothingToDo whether it runs already, and the record says so
 */
record RollbackPreparation(List<ReleaseVersion> revisions, Release target, DeployPlan plan, boolean nothingToDo) {

    static RollbackPreparation prepare(RollbackRequest request, ReleaseHistory history, Planner planner) {
        List<ReleaseVersion> revisions = history.revisions();
        if (revisions.isEmpty()) {
            throw history.notFound();
        }
        Release target = history.load(target(request, revisions));
        List<Release> earlier = Preparation.earlier(
                revisions, ReleaseHistory.lastDeployed(revisions).map(ReleaseVersion::revision), history);
        boolean trackUnchanged = newest(revisions).status().countsAsFailed();
        DeployPlan plan = planner.plan(spec(
                target,
                Preparation.objects(earlier),
                annotations(request, target),
                trackUnchanged,
                request.forceAdoption()));
        boolean recorded =
                newest(revisions).status() == ReleaseStatus.DEPLOYED && isSame(target, earlier.get(earlier.size() - 1));
        return new RollbackPreparation(revisions, target, plan, plan.isEmpty() && recorded);
    }

    /** Those that the revision was deployed with; where both say something, the request's. */
    private static Map<String, String> annotations(RollbackRequest request, Release target) {
        Map<String, String> annotations = new HashMap<>();
        target.info().annotations().forEach((key, value) -> annotations.put(key, String.valueOf(value)));
        annotations.putAll(request.annotations());
        return annotations;
    }

    /**
     * What a rollback is made of.
     *
     * @param current the objects that may live now; those that the target lacks are deleted
     * @param trackUnchanged whether to wait also for objects that do not change
     * @param forceAdoption whether objects of others are taken over
     */
    static PlanSpec spec(
            Release target,
            List<Resource> current,
            Map<String, String> annotations,
            boolean trackUnchanged,
            boolean forceAdoption) {
        return new PlanSpec(
                target.name(),
                target.namespace(),
                Preparation.everything(target),
                current,
                DeployKind.ROLLBACK,
                annotations,
                trackUnchanged,
                forceAdoption);
    }

    private static int target(RollbackRequest request, List<ReleaseVersion> revisions) {
        Optional<Integer> wanted = request.revision();
        if (wanted.isEmpty()) {
            return ReleaseHistory.lastDeployed(revisions.subList(0, revisions.size() - 1))
                    .map(ReleaseVersion::revision)
                    .orElseThrow(() -> RevisionNotFoundException.noneToRollBackTo(request.release(), revisions));
        }
        return revisions.stream()
                .map(ReleaseVersion::revision)
                .filter(wanted.get()::equals)
                .findFirst()
                .orElseThrow(() -> RevisionNotFoundException.of(request.release(), wanted.get(), revisions));
    }

    private static boolean isSame(Release one, Release other) {
        return one.manifest().equals(other.manifest())
                && one.config().equals(other.config())
                && one.info().notes().equals(other.info().notes());
    }

    private static ReleaseVersion newest(List<ReleaseVersion> revisions) {
        return revisions.get(revisions.size() - 1);
    }

    /** The number that the rollback gets. */
    int revision() {
        return newest(revisions).revision() + 1;
    }

    /** Whether nobody has deployed since the history was read. */
    boolean isStill(List<ReleaseVersion> now) {
        return now.equals(revisions);
    }
}
