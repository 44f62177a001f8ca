package io.werf.core.deploy;

import static io.werf.core.deploy.LabRelease.job;
import static io.werf.core.deploy.LabRelease.map;
import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.event.Event;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a dismissal says of that which it leaves. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class DismissalLabTest {

    private final LabRelease release = new LabRelease();

    @AfterEach
    void remove() {
        release.close();
    }

    private List<String> dismissed(boolean withNamespace) {
        release.events.clear();
        release.deployer.dismiss("shop", release.namespace, withNamespace, LabRelease.TIMEOUT);
        return release.events.stream()
                .filter(Event.Notice.class::isInstance)
                .map(event -> ((Event.Notice) event).message())
                .toList();
    }

    @Test
    void whatStaysIsTold() throws Exception {
        release.converge(
                map("app", ""),
                map("kept", "helm.sh/resource-policy: keep"),
                map("given", ""),
                job("migrate", "true", "helm.sh/hook: post-install"),
                job("gone", "true", "helm.sh/hook: post-install, helm.sh/hook-delete-policy: hook-succeeded"),
                job("bye", "true", "helm.sh/hook: post-delete"),
                """
                apiVersion: apps/v1
                kind: StatefulSet
                metadata:
                  name: db
                  annotations: {werf.io/track-termination-mode: NonBlocking}
                spec:
                  serviceName: db
                  selector: {matchLabels: {app: db}}
                  template:
                    metadata: {labels: {app: db}}
                    spec:
                      containers: [{name: db, image: %s}]
                  volumeClaimTemplates:
                  - metadata: {name: data}
                    spec:
                      accessModes: [ReadWriteOnce]
                      resources: {requests: {storage: 1Mi}}
                """.formatted(Lab.baseImage()));
        release.real.mergePatch(
                release.live("", "ConfigMap", "given").orElseThrow().id(),
                Map.of("metadata", Map.of("annotations", Map.of("meta.helm.sh/release-name", "other"))));
        ResourceId claim = new ResourceId("", "v1", "PersistentVolumeClaim", release.namespace, "data-db-0");
        release.real.await(claim, Optional::isPresent).get();

        assertThat(dismissed(false))
                .singleElement()
                .satisfies(told -> assertThat(told)
                        .startsWith("left in the cluster: ")
                        .contains(
                                "ConfigMap/kept (its resource policy keeps it)",
                                "ConfigMap/given (it belongs to release other in namespace " + release.namespace + ")",
                                "Job/migrate (it is a hook)",
                                "Job/bye (it is a hook)",
                                "PersistentVolumeClaim/data-db-0 (the data of StatefulSet/db)")
                        .endsWith(", Namespace/" + release.namespace)
                        .doesNotContain("ConfigMap/app", "Job/gone", "(it belongs to release shop"));
        assertThat(release.real.get(claim)).isPresent();
        assertThat(release.live("", "ConfigMap", "kept")).isPresent();
        assertThat(release.live("batch", "Job", "migrate")).isPresent();
    }

    @Test
    void whatGoesWithTheNamespaceIsNotLeft() {
        release.converge(map("kept", "helm.sh/resource-policy: keep"));

        assertThat(dismissed(true)).singleElement().asString().startsWith("deleting namespace " + release.namespace);
    }
}
