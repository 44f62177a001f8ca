package io.werf.core.deploy;

import io.werf.core.chart.Manifest;
import java.time.Duration;
import java.util.Map;

/**
 * What shall run where.
 *
 * @param release the release's name
 * @param namespace where it and its objects without a namespace are
 * @param chart renders the manifest once it is known whether this is an upgrade
 * @param annotations put on every applied object, for example {@code werf.io/version}; changing those of {@code werf.io} and its
 *     subdomains alone deploys nothing. They are no part of the manifest, and kept in the record for rollbacks
 * @param autoRollback whether a failed deploy brings the last deployed revision back, if there is one
 * @param timeout of the whole deploy, without the rollback, which may take as long again
 * @param historyLimit how many revisions are kept; 0 keeps all
 * @param createNamespace whether a missing namespace is created
 * @param forceAdoption whether objects of the chart that exist and belong to others are taken over
 */
public record DeployRequest(
        String release,
        String namespace,
        Chart chart,
        Map<String, String> annotations,
        boolean autoRollback,
        Duration timeout,
        int historyLimit,
        boolean createNamespace,
        boolean forceAdoption) {

    /** Copies the map. */
    public DeployRequest {
        annotations = Map.copyOf(annotations);
    }

    /** Refuses objects of others. */
    public DeployRequest(
            String release,
            String namespace,
            Chart chart,
            Map<String, String> annotations,
            boolean autoRollback,
            Duration timeout,
            int historyLimit,
            boolean createNamespace) {
        this(release, namespace, chart, annotations, autoRollback, timeout, historyLimit, createNamespace, false);
    }

    /** The same, but objects of others are taken over. */
    public DeployRequest withForceAdoption() {
        return new DeployRequest(
                release, namespace, chart, annotations, autoRollback, timeout, historyLimit, createNamespace, true);
    }

    /** Renders; may be called again when somebody else deployed meanwhile. */
    @FunctionalInterface
    public interface Chart {
        /**
         * The manifest.
         *
         * @param upgrade whether a revision is deployed already ({@code .Release.IsUpgrade})
         * @param revision the number that this deploy gets
         */
        Manifest render(boolean upgrade, int revision);
    }
}
