package io.werf.core.deploy;

import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.deploy.PlanExecutor.Outcome;
import io.werf.core.deploy.Tools.Run;
import io.werf.core.event.Event;
import io.werf.core.plan.DeployKind;
import io.werf.core.plan.DeployPlan;
import io.werf.core.plan.DismissalPlan;
import io.werf.core.plan.Leftover;
import io.werf.core.plan.PlanSpec;
import io.werf.core.plan.PlanStyle;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Removes a release: its hooks before, its objects, its hooks after, its records. */
final class Dismissal {

    /** Of what is left; the rest is counted. */
    private static final int MOST_TOLD = 20;

    private final Tools tools;
    private final String release;
    private final String namespace;
    private final Instant deadline;
    private final ReleaseHistory history;

    Dismissal(Tools tools, String release, String namespace, Duration timeout) {
        this.tools = tools;
        this.release = release;
        this.namespace = namespace;
        this.deadline = tools.deadline(timeout);
        this.history = tools.history(release, namespace);
    }

    DeployReport run(boolean withNamespace) {
        DeployReport report = dismiss(withNamespace);
        if (!withNamespace
                || !TargetNamespace.remove(
                        tools.kube(), namespace, tools.left(deadline), tools.events(), tools.clock())) {
            return report;
        }
        return report.withCompleted("delete: Namespace/" + namespace);
    }

    private DeployReport dismiss(boolean withNamespace) {
        if (history.revisions().isEmpty()) {
            return DeployReport.skipped(release, namespace, 0);
        }
        try (Workers workers = new Workers();
                ReleaseLock lock = tools.lock(release, namespace, deadline)) {
            return tools.step(Event.Step.DISMISS, () -> dismiss(new Run(deadline, lock, workers), withNamespace));
        }
    }

    private DeployReport dismiss(Run run, boolean withNamespace) {
        List<ReleaseVersion> revisions = history.revisions();
        if (revisions.isEmpty()) {
            return DeployReport.skipped(release, namespace, 0);
        }
        int last = revisions.get(revisions.size() - 1).revision();
        DismissalPlan prepared = plan(revisions, run.workers());
        DeployPlan plan = prepared.plan();
        tools.announce(plan, PlanStyle.DEFAULT);
        Records records = tools.records(history);
        records.beginDismissal(last);
        Outcome outcome = tools.execute(plan, tools.left(deadline), run);
        if (outcome.failure().isPresent()) {
            throw ReleaseFailedException.notDismissed(
                    DeployReport.of(release, namespace, last, Status.FAILED, outcome),
                    outcome.failure().get());
        }
        run.lock().requireHeld();
        records.forget(revisions);
        tellLeftovers(prepared.leftovers(), withNamespace);
        return DeployReport.of(release, namespace, last, Status.UNINSTALLED, outcome);
    }

    private void tellLeftovers(List<Leftover> leftovers, boolean withNamespace) {
        List<String> left = new ArrayList<>();
        leftovers.stream()
                .filter(leftover -> !withNamespace || !leftover.id().namespace().equals(namespace))
                .forEach(leftover -> left.add(leftover.id().describe(namespace) + " (" + leftover.reason() + ")"));
        if (!withNamespace) {
            left.add("Namespace/" + namespace);
        }
        if (!left.isEmpty()) {
            String more = left.size() > MOST_TOLD ? " and " + (left.size() - MOST_TOLD) + " more" : "";
            String told = left.stream().limit(MOST_TOLD).collect(Collectors.joining(", "));
            tools.events().accept(new Event.Notice("left in the cluster: " + told + more));
        }
    }

    private DismissalPlan plan(List<ReleaseVersion> revisions, Workers workers) {
        List<Release> earlier = Preparation.earlier(
                revisions, ReleaseHistory.lastDeployed(revisions).map(ReleaseVersion::revision), history);
        return tools.planner(workers)
                .planDismissal(new PlanSpec(
                        release,
                        namespace,
                        earlier.isEmpty() ? List.of() : Preparation.everything(earlier.get(earlier.size() - 1)),
                        Preparation.objects(earlier),
                        DeployKind.UNINSTALL,
                        Map.of(),
                        false,
                        false));
    }
}
