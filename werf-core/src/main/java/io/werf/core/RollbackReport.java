package io.werf.core;

import io.werf.core.deploy.DeployReport;

/**
 * What a successful rollback did.
 *
 * @param revision the one that is deployed now
 * @param outcome unchanged when that revision ran already
 * @param operations what was done in the cluster
 */
public record RollbackReport(
        String release, String namespace, int revision, ConvergeReport.Outcome outcome, DeployReport operations) {

    /** One sentence for people. */
    public String summary() {
        return outcome == ConvergeReport.Outcome.UNCHANGED
                ? "Nothing to do: release " + release + " runs that already (revision " + revision + ")."
                : "Rolled back: revision " + revision + " of " + release + " is deployed.";
    }
}
