package io.werf.core.deploy;

import io.werf.core.event.Event;
import io.werf.core.event.EventSink;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.LiveObjects;
import io.werf.core.plan.PlanStyle;
import io.werf.core.plan.PlanTree;
import io.werf.core.plan.Resources;
import io.werf.core.release.Release;
import io.werf.core.track.TrackSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Brings releases to the state of their charts, and removes them. One run at a time per release, guarded by a lock that
 * expires; a run that has nothing to do writes nothing, not even the lock. Thread-safe.
 */
public final class Deployer {

    private final Tools tools;

    /**
     * @param kube stays the caller's to close
     * @param events called by one thread at a time
     * @param holder names this run to those that find its lock: host and process
     * @param redaction takes secrets out of what is written into release records for people
     */
    public Deployer(
            KubeClient kube,
            EventSink events,
            Clock clock,
            TrackSettings tracking,
            String holder,
            UnaryOperator<String> redaction) {
        EventSink ordered = oneAtATime(events);
        this.tools = new Tools(kube, ordered, clock, new Runner(kube, ordered, clock, tracking), holder, redaction);
    }

    private static EventSink oneAtATime(EventSink events) {
        Object lock = new Object();
        return event -> {
            synchronized (lock) {
                events.accept(event);
            }
        };
    }

    /** What {@link #converge} would do, in the usual style. */
    public DeployPlan plan(DeployRequest request) {
        return plan(request, PlanStyle.DEFAULT);
    }

    /**
     * What {@link #converge} would do. Writes nothing.
     *
     * @param style of the diffs in the event {@link Event.PlanMade}
     * @throws DeployInterruptedException if the thread was interrupted; its flag is set again
     */
    public DeployPlan plan(DeployRequest request, PlanStyle style) {
        return prepare(request, style).plan();
    }

    /** Like {@link #plan}, with all that it takes to {@link #apply} the plan later. */
    public PlanDraft draft(DeployRequest request, PlanStyle style) {
        Preparation prepared = prepare(request, style);
        KubeClient kube = tools.kube();
        return new PlanDraft(
                prepared.plan(),
                new SavedPlan(
                        tools.clock().instant(),
                        PlanGuard.cluster(kube),
                        kube.server(),
                        request.release(),
                        request.namespace(),
                        prepared.revisions(),
                        request.annotations(),
                        List.of(),
                        prepared.manifest(),
                        PlanTree.of(prepared.plan())));
    }

    private Preparation prepare(DeployRequest request, PlanStyle style) {
        return Tools.command(request.release(), () -> {
            try (Workers workers = new Workers()) {
                return new Converge(tools, request).prepare(workers, style);
            }
        });
    }

    /**
     * Carries a saved plan out, exactly.
     *
     * @param request with the plan's names, annotations and manifest
     * @param lifetime how old the plan may be
     * @throws PlanOutdatedException if the release, an object or the cluster is not what the plan was made for; nothing is
     *     written then
     */
    public DeployReport apply(SavedPlan plan, DeployRequest request, Duration lifetime) {
        PlanGuard guard = new PlanGuard(plan);
        guard.checkBefore(tools.kube(), tools.clock().instant(), lifetime);
        return converge(request, guard::check, () -> {});
    }

    /** {@link #converge(DeployRequest, Runnable)} with nothing to do before it writes. */
    public DeployReport converge(DeployRequest request) {
        return converge(request, () -> {});
    }

    /**
     * Deploys.
     *
     * @param beforeWriting called once before the first write to the cluster, and not at all when nothing is to be written
     * @throws ReleaseFailedException if it failed after it had begun to write; the revision is marked failed then, and rolled
     *     back if the request says so
     * @throws DeployInterruptedException if the thread was interrupted before that; its flag is set again
     * @throws LockTimeoutException if another run was changing the release all the time
     */
    public DeployReport converge(DeployRequest request, Runnable beforeWriting) {
        return converge(request, prepared -> {}, beforeWriting);
    }

    private DeployReport converge(DeployRequest request, Consumer<Preparation> guard, Runnable beforeWriting) {
        return Tools.command(request.release(), () -> new Converge(tools, request).run(guard, beforeWriting));
    }

    /**
     * Brings an earlier revision back, as a new revision. Writes nothing when that one runs already.
     *
     * @throws io.werf.core.release.ReleaseNotFoundException if there is no such release
     * @throws io.werf.core.release.RevisionNotFoundException if it has no such revision
     * @throws ReleaseFailedException if it failed after it had begun to write
     * @throws DeployInterruptedException if the thread was interrupted before that; its flag is set again
     */
    public DeployReport rollback(RollbackRequest request) {
        return Tools.command(request.release(), new Rollback(tools, request)::run);
    }

    /**
     * The objects of a revision as they are now, in the order of its manifest; empty ones do not exist.
     *
     * @throws DeployInterruptedException if the thread was interrupted; its flag is set again
     */
    public Map<ResourceId, Optional<KubeObject>> objects(Release release) {
        return Tools.command(release.name(), () -> {
            try (Workers workers = new Workers()) {
                return LiveObjects.read(
                        tools.kube(), workers.pool(), release.namespace(), Resources.readStored(release.manifest()));
            }
        });
    }

    /**
     * Removes a release: its hooks before, its objects, its hooks after, its records. A release that does not exist is no error.
     *
     * @param withNamespace whether its namespace is removed at last, with all that others have in it
     * @throws ReleaseFailedException if objects could not be removed; the next run goes on from there
     * @throws DeployInterruptedException if the thread was interrupted before that; its flag is set again
     */
    public DeployReport dismiss(String release, String namespace, boolean withNamespace, Duration timeout) {
        Dismissal dismissal = new Dismissal(tools, release, namespace, timeout);
        return Tools.command(release, () -> dismissal.run(withNamespace));
    }
}
