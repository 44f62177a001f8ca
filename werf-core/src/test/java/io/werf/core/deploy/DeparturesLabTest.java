package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.event.Event;
import io.werf.core.kube.ResourceId;
import io.werf.core.kube.UnknownKindException;
import io.werf.core.lab.NeedsLab;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is deleted and does not go is told with the reason; what only changes its name is not deleted. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class DeparturesLabTest {

    private static final String STUCK =
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: stuck, finalizers:" + " [example.com/never]}\n";

    private final LabRelease release = new LabRelease();
    private final ResourceId stuck = new ResourceId("", "v1", "ConfigMap", release.namespace, "stuck");

    @AfterEach
    void cleanUp() {
        release.real
                .get(stuck)
                .ifPresent(live ->
                        release.real.mergePatch(live.id(), Map.of("metadata", Map.of("finalizers", Arrays.asList()))));
        release.close();
    }

    @Test
    void aFinalizerThatKeepsADeletedObjectIsNamed() {
        release.converge(STUCK);

        assertThatThrownBy(() -> release.deployer.dismiss("shop", release.namespace, false, Duration.ofSeconds(12)))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("unfinished: delete: ConfigMap/stuck")
                .hasMessageContaining("ConfigMap/stuck is held up by finalizer example.com/never")
                .hasMessageContaining("Release shop is removed only in part.");
        assertThat(release.events)
                .filteredOn(Event.RolloutProgress.class::isInstance)
                .extracting(event -> ((Event.RolloutProgress) event).state())
                .contains("being deleted, held up by finalizer example.com/never");
    }

    @Test
    void aNamespaceThatIsHeldUpSaysByWhat() throws Exception {
        release.converge(STUCK);
        ResourceId namespace = new ResourceId("", "v1", "Namespace", "", release.namespace);
        release.real.delete(namespace, "Background");
        // Its controller begins after five seconds, and says in the end what is left.
        release.real
                .await(namespace, live -> live.orElseThrow().body().toString().contains("example.com/never"))
                .get();

        assertThatThrownBy(() -> TargetNamespace.ensure(
                        release.real, release.namespace, Duration.ofSeconds(3), release.events::add, Clock.systemUTC()))
                .isInstanceOf(DeployTimeoutException.class)
                .hasMessageContaining("Namespace/" + release.namespace + " is held up: ")
                .hasMessageContaining("example.com/never");
    }

    @Test
    void aDeployIntoANamespaceThatIsBeingDeletedMakesItAnew() {
        release.converge(LabRelease.map("a", ""));
        release.real.delete(new ResourceId("", "v1", "Namespace", "", release.namespace), "Background");

        assertThat(release.converge(LabRelease.map("b", "")).status()).isEqualTo(DeployReport.Status.DEPLOYED);

        assertThat(release.live("", "ConfigMap", "b"))
                .hasValueSatisfying(live -> assertThat(live.isTerminating()).isFalse());
    }

    @Test
    void anObjectThatMovesToAnotherGroupOfTheServerIsNotDeleted() {
        ResourceId id = new ResourceId("networking.k8s.io", "v1", "Ingress", release.namespace, "web");
        Assumptions.assumeTrue(
                serves("extensions", "v1beta1", "Ingress"), "needs a server that has Ingresses in two groups");
        release.converge("""
                apiVersion: extensions/v1beta1
                kind: Ingress
                metadata: {name: web}
                spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {serviceName: web, servicePort: 80}}]}}]}
                """);
        String uid = release.real.get(id).orElseThrow().uid();
        String moved = """
                apiVersion: networking.k8s.io/v1
                kind: Ingress
                metadata: {name: web}
                spec: {rules: [{http: {paths: [{path: /, pathType: Prefix, backend: {service: {name: web, port: {number: 80}}}}]}}]}
                """;

        release.converge(moved);

        assertThat(release.real.get(id).orElseThrow().uid()).isEqualTo(uid);
        assertThat(release.converge(moved).status()).isEqualTo(DeployReport.Status.SKIPPED);
    }

    private boolean serves(String group, String version, String kind) {
        try {
            release.real.resource(group, version, kind);
            return true;
        } catch (UnknownKindException e) {
            return false;
        }
    }
}
