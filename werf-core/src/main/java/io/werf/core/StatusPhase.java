package io.werf.core;

import io.werf.core.deploy.Deployer;
import io.werf.core.kube.KubeObject;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseVersion;
import io.werf.core.release.RevisionNotFoundException;
import io.werf.core.track.Readiness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A release and its objects, as they are now. */
final class StatusPhase {

    private StatusPhase() {}

    static StatusReport status(ReleaseHistory history, Deployer deployer, Target target, Optional<Integer> wanted) {
        List<ReleaseVersion> revisions = history.revisions();
        if (revisions.isEmpty()) {
            throw history.notFound();
        }
        int revision = wanted.orElse(revisions.get(revisions.size() - 1).revision());
        if (revisions.stream().noneMatch(version -> version.revision() == revision)) {
            throw RevisionNotFoundException.of(target.release(), revision, revisions);
        }
        Release release = history.load(revision);
        List<StatusReport.Resource> resources = new ArrayList<>();
        deployer.objects(release).forEach((id, live) -> resources.add(resource(id.describe(target.namespace()), live)));
        return new StatusReport(release, resources);
    }

    private static StatusReport.Resource resource(String name, Optional<KubeObject> live) {
        Readiness readiness = live.map(Readiness::of).orElseGet(() -> new Readiness(false, "missing"));
        return new StatusReport.Resource(name, readiness.ready(), readiness.text());
    }
}
