package io.werf.core.deploy;

import io.werf.core.chart.Manifest;
import io.werf.core.deploy.ReleaseBook.Content;
import io.werf.core.deploy.ReleaseBook.Revision;
import io.werf.core.event.EventSink;
import io.werf.core.plan.DeployKind;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.PlanRequest;
import io.werf.core.plan.Planner;
import io.werf.core.plan.Resource;
import io.werf.core.plan.Resources;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A deploy that has not begun: everything is read, nothing is written.
 *
 * @param history as it was read
 * @param revision the number of the new revision
 * @param nothingToDo whether neither the cluster nor the record would change
 */
record Preparation(
        List<Revision> history,
        Optional<Revision> lastDeployed,
        int revision,
        DeployKind kind,
        Manifest manifest,
        List<Resource> resources,
        DeployPlan plan,
        boolean nothingToDo) {

    static Preparation prepare(DeployRequest request, ReleaseBook book, Planner planner, EventSink events) {
        List<Revision> history = book.history();
        Optional<Revision> lastDeployed = ReleaseBook.lastDeployed(history);
        int revision = history.isEmpty() ? 1 : last(history).number() + 1;
        DeployKind kind = lastDeployed.isPresent() ? DeployKind.UPGRADE : DeployKind.INSTALL;
        Manifest manifest = request.chart().render(lastDeployed.isPresent(), revision);
        List<Resource> resources = Resources.read(manifest, request.namespace(), events);
        boolean lastFailed = !history.isEmpty() && !last(history).isDeployed();
        List<Content> deployed = contents(history, lastDeployed, book);
        DeployPlan plan = planner.plan(new PlanRequest(
                request.release(),
                request.namespace(),
                resources,
                resources(deployed),
                kind,
                request.annotations(),
                lastFailed));
        boolean same =
                !history.isEmpty() && !lastFailed && isRecorded(manifest, resources, deployed.get(deployed.size() - 1));
        return new Preparation(
                history, lastDeployed, revision, kind, manifest, resources, plan, plan.isEmpty() && same);
    }

    /**
     * What may live in the cluster: what the last deployed revision has, and what revisions that failed since then may have
     * added.
     */
    static List<Content> contents(List<Revision> history, Optional<Revision> lastDeployed, ReleaseBook book) {
        List<Content> contents = new ArrayList<>();
        for (Revision revision : history) {
            if (revision.number() >= lastDeployed.map(Revision::number).orElse(0) && !revision.isGone()) {
                contents.add(book.read(revision.number()));
            }
        }
        return contents;
    }

    static List<Resource> resources(List<Content> contents) {
        List<Resource> resources = new ArrayList<>();
        contents.forEach(content -> resources.addAll(Resources.readStored(content.manifest())));
        return resources;
    }

    private static boolean isRecorded(Manifest manifest, List<Resource> resources, Content record) {
        return Resources.areSame(resources, Resources.readStored(record.manifest()))
                && record.config().equals(manifest.userValues())
                && record.notes().equals(manifest.notes());
    }

    /** Whether nobody has deployed since the history was read. */
    boolean isStill(List<Revision> now) {
        return now.equals(history);
    }

    static Revision last(List<Revision> history) {
        return history.get(history.size() - 1);
    }
}
