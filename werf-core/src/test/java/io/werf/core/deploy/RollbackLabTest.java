package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.error.Location;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.release.Release;
import io.werf.core.release.ReleaseHistory;
import io.werf.core.release.ReleaseNotFoundException;
import io.werf.core.release.ReleaseStatus;
import io.werf.core.release.ReleaseTooLargeException;
import io.werf.core.release.RevisionNotFoundException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Going back, and what may stand in the way, on a real cluster. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
class RollbackLabTest {

    private static KubeClient real;

    private final CountingClient counting = new CountingClient(real);
    private final String namespace = Lab.uniqueName("rollback");
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Deployer deployer =
            new Deployer(counting.client(), events::add, Clock.systemUTC(), Lab.TRACKING, "test", text -> text);
    private final ReleaseHistory history = new ReleaseHistory(real, namespace, "shop", Clock.systemUTC());

    @BeforeAll
    static void connect() {
        real = KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()));
    }

    @AfterAll
    static void disconnect() {
        real.close();
    }

    @AfterEach
    void removeNamespace() {
        real.delete(new ResourceId("", "v1", "Namespace", "", namespace), "Background");
    }

    private DeployReport converge(Map<String, Object> chart, String... values) {
        List<ManifestDocument> documents = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            documents.add(new ManifestDocument(
                    "shop/templates/" + i + ".yaml",
                    new Location(".helm/templates/" + i + ".yaml", 1, 0),
                    0,
                    "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c" + i + "}\ndata: {key: " + values[i] + "}\n"));
        }
        Map<String, Object> whole = new HashMap<>(chart);
        whole.put("metadata", Map.of("name", "shop", "version", "1.2.3", "apiVersion", "v2"));
        return deployer.converge(new DeployRequest(
                "shop",
                namespace,
                (upgrade, revision) -> new Manifest("shop", whole, Map.of(), documents, ""),
                Map.of(),
                false,
                LabRelease.TIMEOUT,
                5,
                true));
    }

    private DeployReport rollback(Optional<Integer> revision) {
        return deployer.rollback(new RollbackRequest("shop", namespace, revision, Map.of(), LabRelease.TIMEOUT, 5));
    }

    private List<String> states() {
        return history.load().stream()
                .map(release -> release.revision() + " " + release.status().text() + ": "
                        + release.info().description())
                .toList();
    }

    private Object value(String name) {
        return real.get(new ResourceId("", "v1", "ConfigMap", namespace, name))
                .map(live -> ((Map<?, ?>) live.body().get("data")).get("key"))
                .orElseThrow();
    }

    @Test
    void goesBackToTheLastGoodRevisionAndToAnyOther() {
        converge(Map.of(), "one");
        converge(Map.of(), "two", "new");
        converge(Map.of(), "three");

        DeployReport back = rollback(Optional.empty());

        assertThat(back.status()).isEqualTo(Status.DEPLOYED);
        assertThat(back.revision()).isEqualTo(4);
        assertThat(value("c0")).isEqualTo("two");
        assertThat(value("c1")).isEqualTo("new");
        assertThat(states()).last().isEqualTo("4 deployed: Rollback to 2");
        assertThat(history.load(4).manifest()).isEqualTo(history.load(2).manifest());
        assertThat(events)
                .anyMatch(event ->
                        event instanceof Event.PlanMade plan && plan.changes().size() == 2);

        rollback(Optional.of(1));

        assertThat(value("c0")).isEqualTo("one");
        assertThat(real.get(new ResourceId("", "v1", "ConfigMap", namespace, "c1")))
                .isEmpty();
        assertThat(states()).last().isEqualTo("5 deployed: Rollback to 1");
    }

    @Test
    void whatRunsAlreadyIsRecordedNotAgain() {
        converge(Map.of(), "one");
        converge(Map.of(), "two");
        counting.reset();

        assertThat(rollback(Optional.of(2)).status()).isEqualTo(Status.SKIPPED);

        assertThat(counting.writes()).isEmpty();
        assertThat(states()).hasSize(2);
    }

    @Test
    void aPendingOrFailedNewestRevisionIsNoObstacle() {
        converge(Map.of(), "one");
        converge(Map.of(), "two");
        history.replace(history.load(2).withStatus(ReleaseStatus.PENDING_UPGRADE, "killed"));

        assertThat(rollback(Optional.empty()).revision()).isEqualTo(3);

        assertThat(value("c0")).isEqualTo("one");
        assertThat(history.revisions())
                .extracting(version -> version.status().text())
                .containsExactly("superseded", "failed", "deployed");
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        assertThatThrownBy(() -> rollback(Optional.empty()))
                .isInstanceOf(ReleaseNotFoundException.class)
                .hasMessage("there is no release shop: namespace " + namespace + " does not exist");
        converge(Map.of(), "one");
        assertThatThrownBy(() -> rollback(Optional.of(7)))
                .isInstanceOf(RevisionNotFoundException.class)
                .hasMessage("release shop has no revision 7; there are: 1 (deployed)");
        assertThatThrownBy(() -> rollback(Optional.empty()))
                .isInstanceOf(RevisionNotFoundException.class)
                .hasMessage("release shop has no earlier good revision to roll back to; there are: 1 (deployed)");
        assertThatThrownBy(() -> deployer.rollback(
                        new RollbackRequest("shopp", namespace, Optional.empty(), Map.of(), LabRelease.TIMEOUT, 5)))
                .isInstanceOf(ReleaseNotFoundException.class)
                .hasMessage("there is no release shopp in namespace " + namespace
                        + "; did you mean shop?; there are: shop");
    }

    @Test
    void aRecordThatFitsNoSecretIsRefusedBeforeTheFirstWrite() {
        byte[] noise = new byte[1200 * 1024];
        new Random(1).nextBytes(noise); // does not compress
        Map<String, Object> chart = Map.of(
                "files",
                List.of(Map.of("name", "big.bin", "data", Base64.getEncoder().encodeToString(noise))));

        assertThatThrownBy(() -> converge(chart, "one"))
                .isInstanceOf(ReleaseTooLargeException.class)
                .hasMessageContaining("revision 1");

        assertThat(counting.writes()).isEmpty();
    }

    @Test
    void theObjectsOfARevisionAreAsTheyAreNow() {
        converge(Map.of(), "one", "two");
        real.delete(new ResourceId("", "v1", "ConfigMap", namespace, "c1"), "Background");

        Release release = history.load(1);
        Map<ResourceId, Optional<KubeObject>> objects = deployer.objects(release);

        assertThat(objects.keySet()).extracting(ResourceId::toString).containsExactly("ConfigMap/c0", "ConfigMap/c1");
        assertThat(objects.values()).extracting(Optional::isPresent).containsExactly(true, false);
    }
}
