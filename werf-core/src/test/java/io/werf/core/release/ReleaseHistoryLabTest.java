package io.werf.core.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@NeedsLab(NeedsLab.Server.KUBERNETES)
class ReleaseHistoryLabTest {

    private final KubeClient client =
            KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()));
    private final String namespace = Lab.uniqueName("release");
    private final ReleaseHistory history = new ReleaseHistory(client, namespace, "shop", Clock.systemUTC());

    @BeforeEach
    void createNamespace() {
        client.create(
                new KubeObject(Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", namespace))));
    }

    @AfterEach
    void deleteNamespace() {
        client.delete(new ResourceId("", "v1", "Namespace", "", namespace), "Background");
        client.close();
    }

    @Test
    void helmReadsWhatWeWrote() {
        Release first = ReleaseCodecTest.release("shop", namespace, 1, ReleaseStatus.PENDING_INSTALL);
        history.create(first);
        history.replace(first.withStatus(ReleaseStatus.SUPERSEDED, "Install complete"));
        history.create(ReleaseCodecTest.release("shop", namespace, 2, ReleaseStatus.DEPLOYED));

        assertThat(Helm.list()
                        .withKubeConfig(Lab.kubeConfig())
                        .withNamespace(namespace)
                        .call())
                .singleElement()
                .satisfies(release -> {
                    assertThat(release.getName()).isEqualTo("shop");
                    assertThat(release.getStatus()).isEqualTo("deployed");
                    assertThat(release.getRevision()).isEqualTo("2");
                    assertThat(release.getChart()).isEqualTo("app-1.2.3");
                });
        assertThat(Helm.history("shop")
                        .withKubeConfig(Lab.kubeConfig())
                        .withNamespace(namespace)
                        .call())
                .extracting(entry -> entry.getRevision() + " " + entry.getStatus())
                .containsExactly("1 superseded", "2 deployed");
        assertThat(Helm.get("shop")
                        .values()
                        .withKubeConfig(Lab.kubeConfig())
                        .withNamespace(namespace)
                        .call())
                .contains("replicas: 2");
        assertThat(Helm.status("shop")
                        .withKubeConfig(Lab.kubeConfig())
                        .withNamespace(namespace)
                        .call()
                        .getOutput())
                .contains("be happy");
    }

    @Test
    void weReadWhatHelmWrote(@TempDir Path chart) throws IOException {
        Files.createDirectories(chart.resolve("templates"));
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: app\nversion: 0.1.0\n");
        Files.writeString(chart.resolve("values.yaml"), "a: 1\n");
        Files.writeString(
                chart.resolve("templates/cm.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: cm\ndata:\n  a: \"{{ .Values.a }}\"\n");
        Files.writeString(
                chart.resolve("templates/hook.yaml"),
                "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: hook\n  annotations:\n"
                        + "    helm.sh/hook: pre-install\n    helm.sh/hook-weight: \"-2\"\n");
        new Helm(chart)
                .install()
                .withName("shop")
                .withNamespace(namespace)
                .withKubeConfig(Lab.kubeConfig())
                .set("a", "2")
                .call();

        assertThat(history.revisions()).containsExactly(new ReleaseVersion(1, ReleaseStatus.DEPLOYED));
        Release release = history.load(1);
        assertThat(release.name()).isEqualTo("shop");
        assertThat(release.namespace()).isEqualTo(namespace);
        assertThat(release.status()).isEqualTo(ReleaseStatus.DEPLOYED);
        assertThat(release.config()).containsEntry("a", 2L);
        assertThat(release.manifest())
                .contains("# Source: app/templates/cm.yaml")
                .contains("a: \"2\"");
        assertThat(release.hooks())
                .singleElement()
                .satisfies(hook ->
                        assertThat(hook).containsEntry("weight", -2L).containsEntry("events", List.of("pre-install")));
        assertThat(ReleaseCodec.decode(ReleaseCodec.encode(release), "again")).isEqualTo(release);
    }

    @Test
    void aRevisionIsStoredOnceAndDeletedTwiceWithoutError() {
        Release release = ReleaseCodecTest.release("shop", namespace, 1, ReleaseStatus.DEPLOYED);
        history.create(release);

        assertThatThrownBy(() -> history.create(release))
                .isInstanceOfSatisfying(
                        KubeApiException.class, e -> assertThat(e.isConflict()).isTrue());
        history.delete(1);
        history.delete(1);
        assertThat(history.revisions()).isEmpty();
        assertThatThrownBy(() -> history.load(1)).isInstanceOf(ReleaseRecordException.class);
    }

    @Test
    void aRecordThatNoSecretCanHoldIsRefusedBeforeItIsSent() {
        Random random = new Random(1);
        List<String> noise = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            noise.add(Long.toString(random.nextLong(), 36));
        }
        Release release = ReleaseCodecTest.release("shop", namespace, 1, ReleaseStatus.DEPLOYED);
        Release large = new Release(
                "shop",
                namespace,
                1,
                release.status(),
                release.info(),
                release.chart(),
                release.config(),
                String.join("\n", noise),
                List.of());

        assertThatThrownBy(() -> history.create(large))
                .isInstanceOfSatisfying(
                        ReleaseTooLargeException.class,
                        e -> assertThat(e.size()).isGreaterThan(1024 * 1024));
        assertThat(history.revisions()).isEmpty();
    }
}
