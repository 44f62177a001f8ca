package io.werf.core.track;

import io.werf.core.kube.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is known of custom resources of well-known operators: a table. */
final class KnownKinds {

    /**
     * Kind, when it is ready, when it has failed for good. That a controller tries again and again is no failure: such an object
     * is progressing.
     */
    private static final String TABLE = """
            acid.zalan.do/postgresql                   status.PostgresClusterStatus=Running  status.PostgresClusterStatus=CreateFailed|UpdateFailed|DeleteFailed
            apiregistration.k8s.io/APIService          status.conditions.Available=True
            argoproj.io/Application                    status.health.status=Healthy          status.health.status=Degraded
            argoproj.io/ApplicationSet                 status.conditions.ResourcesUpToDate=True
            argoproj.io/Workflow                       status.phase=Succeeded                status.phase=Failed|Error
            bitnami.com/SealedSecret                   status.conditions.Synced=True
            cert-manager.io/Certificate                status.conditions.Ready=True
            cert-manager.io/ClusterIssuer              status.conditions.Ready=True
            cert-manager.io/Issuer                     status.conditions.Ready=True
            external-secrets.io/ClusterSecretStore     status.conditions.Ready=True
            external-secrets.io/ExternalSecret         status.conditions.Ready=True
            external-secrets.io/SecretStore            status.conditions.Ready=True
            flagger.app/Canary                         status.phase=Initialized|Succeeded    status.phase=Failed
            gateway.networking.k8s.io/Gateway          status.conditions.Programmed=True
            helm.toolkit.fluxcd.io/HelmRelease         status.conditions.Ready=True
            keda.sh/ScaledJob                          status.conditions.Ready=True
            keda.sh/ScaledObject                       status.conditions.Ready=True
            kustomize.toolkit.fluxcd.io/Kustomization  status.conditions.Ready=True
            kyverno.io/ClusterPolicy                   status.conditions.Ready=True
            kyverno.io/Policy                          status.conditions.Ready=True
            monitoring.coreos.com/Alertmanager         status.conditions.Available=True
            monitoring.coreos.com/Prometheus           status.conditions.Available=True
            monitoring.coreos.com/ThanosRuler          status.conditions.Available=True
            postgresql.cnpg.io/Cluster                 status.conditions.Ready=True
            serving.knative.dev/Service                status.conditions.Ready=True
            snapshot.storage.k8s.io/VolumeSnapshot     status.readyToUse=true
            """;

    private static final Map<String, StatusRule> KINDS = TABLE.lines()
            .map(line -> line.split(" +"))
            .collect(Collectors.toUnmodifiableMap(
                    cells -> cells[0],
                    cells -> new StatusRule(
                            StatusMatch.parse(cells[1]),
                            cells.length > 2 ? StatusMatch.parse(cells[2]) : Optional.empty())));

    private KnownKinds() {}

    static Optional<StatusRule> find(ResourceId id) {
        return Optional.ofNullable(KINDS.get(id.group() + "/" + id.kind()));
    }
}
