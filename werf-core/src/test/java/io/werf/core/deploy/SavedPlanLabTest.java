package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.data.Tree;
import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.error.Location;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.plan.PlanStyle;
import io.werf.core.secret.SecretKey;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plan is kept, and carried out only while it is true, on a real cluster. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
class SavedPlanLabTest {

    private static KubeClient real;

    @TempDir
    private Path directory;

    private final CountingClient counting = new CountingClient(real);
    private final String namespace = Lab.uniqueName("savedplan");
    private final Deployer deployer =
            new Deployer(counting.client(), event -> {}, Clock.systemUTC(), Lab.TRACKING, "test", text -> text);

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

    private DeployRequest request(Manifest manifest) {
        return new DeployRequest(
                "shop",
                namespace,
                (upgrade, revision) -> manifest,
                Map.of("werf.io/version", "1"),
                false,
                LabRelease.TIMEOUT,
                5,
                true);
    }

    private static Manifest manifest(String... values) {
        List<ManifestDocument> documents = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            documents.add(new ManifestDocument(
                    "shop/templates/" + i + ".yaml",
                    new Location(".helm/templates/" + i + ".yaml", 1, 0),
                    0,
                    "apiVersion: v1\nkind: Secret\nmetadata: {name: c" + i + "}\nstringData: {key: " + values[i]
                            + "}\n"));
        }
        return new Manifest(
                "shop",
                Map.of("metadata", Map.of("name", "shop", "version", "1.0.0", "apiVersion", "v2")),
                Map.of("weight", 1.5),
                documents,
                "");
    }

    private SavedPlan savedPlan(String... values) {
        Path file = directory.resolve("plan.json");
        SavedPlan plan =
                deployer.draft(request(manifest(values)), PlanStyle.DEFAULT).saved();
        SavedPlanFile.write(file, plan, Optional.empty());
        return SavedPlanFile.read(file, () -> SecretKey.find(Optional.empty(), directory, directory));
    }

    private DeployReport apply(SavedPlan plan) {
        return deployer.apply(plan, request(plan.manifest()), LabRelease.TIMEOUT);
    }

    private ResourceId secret(String name) {
        return new ResourceId("", "v1", "Secret", namespace, name);
    }

    @Test
    void aSavedPlanIsCarriedOutAsItWas() {
        assertThat(apply(savedPlan("one", "two")).status()).isEqualTo(Status.DEPLOYED);

        DeployReport report = apply(savedPlan("three", "two"));

        assertThat(report.revision()).isEqualTo(2);
        assertThat(report.completedOperations()).contains("update: Secret/c0").noneMatch(id -> id.contains("c1"));
        assertThat(real.get(secret("c0")).orElseThrow().body()).containsEntry("data", Map.of("key", "dGhyZWU="));
        assertThat(report.toJson()).startsWith("{\n\t\"version\": 3,\n\t\"release\": \"shop\",");
        assertThat(apply(savedPlan("three", "two")).status()).isEqualTo(Status.SKIPPED);
    }

    @Test
    void itIsRefusedWhenTheReleaseHasMovedOn() {
        deployer.converge(request(manifest("one")));
        SavedPlan plan = savedPlan("two");
        deployer.converge(request(manifest("other")));
        counting.reset();

        assertThatThrownBy(() -> apply(plan))
                .isInstanceOf(PlanOutdatedException.class)
                .hasMessageContaining("release shop is at revision 2 (deployed) now, and was at revision 1 (deployed)")
                .hasMessageContaining("Secret/c0");
        assertThat(counting.writes()).isEmpty();
    }

    @Test
    void itIsRefusedWhenAnObjectWasDeletedAndMadeAnew() {
        deployer.converge(request(manifest("one")));
        SavedPlan plan = savedPlan("two");
        Map<String, Object> same =
                Tree.copy(real.get(secret("c0")).orElseThrow().body());
        List.of("uid", "resourceVersion", "creationTimestamp", "managedFields")
                .forEach(Tree.mapForWriting(same, "metadata")::remove);
        real.delete(secret("c0"), "Background");
        real.create(new KubeObject(same));

        assertThatThrownBy(() -> apply(plan))
                .isInstanceOf(PlanOutdatedException.class)
                .hasMessageContaining("Secret/c0 has changed since");
    }

    @Test
    void itIsRefusedWhenAnObjectHasMovedOnAndNamesIt() {
        deployer.converge(request(manifest("one", "kept", "third")));
        SavedPlan plan = savedPlan("two", "kept", "third");
        real.mergePatch(secret("c0"), Map.of("data", Map.of("key", "aGFuZA==")));
        real.mergePatch(secret("c1"), Map.of("data", Map.of("key", "aGFuZA==")));
        // Fields of "helm" are the chart's; those of others are nobody's business here.
        TakeoverLabTest.manage(
                real,
                real.mergePatch(secret("c2"), Map.of("metadata", Map.of("annotations", Map.of("foreign", "x")))),
                entry -> Tree.string(entry, "operation").orElse("").equals("Update"),
                "an-operator");
        counting.reset();

        assertThatThrownBy(() -> apply(plan))
                .isInstanceOfSatisfying(
                        PlanOutdatedException.class,
                        e -> assertThat(e.moved())
                                .containsExactly(
                                        "Secret/c0 has changed since",
                                        "Secret/c1 was as it should be, and is not any more"));
        assertThat(counting.writes()).isEmpty();
    }

    @Test
    void itIsRefusedForAnotherClusterAndWhenItIsOld() {
        SavedPlan plan = savedPlan("one");
        SavedPlan elsewhere = new SavedPlan(
                plan.made(),
                "another-uid",
                "https://elsewhere",
                plan.release(),
                plan.namespace(),
                plan.revisions(),
                plan.annotations(),
                List.of(),
                plan.manifest(),
                plan.plan());

        assertThatThrownBy(() -> apply(elsewhere))
                .isInstanceOf(PlanOutdatedException.class)
                .hasMessageContaining("it was made for another cluster, https://elsewhere");
        assertThatThrownBy(() -> deployer.apply(plan, request(plan.manifest()), Duration.ZERO))
                .isInstanceOf(PlanOutdatedException.class)
                .hasMessageContaining("it was made at ");
    }
}
