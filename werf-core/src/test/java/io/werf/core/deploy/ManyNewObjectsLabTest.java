package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.NeedsLab;
import io.werf.core.lab.NeedsLab.Server;
import io.werf.core.plan.OwnershipException;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many objects that may not exist yet are not asked for one by one, and one that exists is found all the same. */
@NeedsLab(Server.KUBERNETES)
class ManyNewObjectsLabTest {

    private static final int MANY = 25;

    private static String[] maps(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> LabRelease.map("many-" + i, ""))
                .toArray(String[]::new);
    }

    private static void makeNamespace(LabRelease release) {
        release.real.create(new KubeObject(
                Map.of("apiVersion", "v1", "kind", "Namespace", "metadata", Map.of("name", release.namespace))));
    }

    /** Each costs a request: an install of very many tells by its applies what is wrong. */
    @Test
    void upToAHundredOfAnInstallAreTried() {
        try (LabRelease release = new LabRelease()) {
            makeNamespace(release);

            release.deployer.plan(release.request(maps(100)));
            assertThat(release.counting.requests())
                    .filteredOn(call -> call.startsWith("apply (dry run)"))
                    .hasSize(100);
            release.counting.reset();
            release.deployer.plan(release.request(maps(101)));
            assertThat(release.counting.requests()).noneMatch(call -> call.startsWith("apply"));
        }
    }

    @Test
    void theirNamesAreListedOnceAndAForeignOneIsStillRefused() {
        String[] maps = maps(MANY);
        try (LabRelease release = new LabRelease()) {
            makeNamespace(release);
            release.real.create(new KubeObject(Map.of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "ConfigMap",
                    "metadata",
                    Map.of("name", "many-7", "namespace", release.namespace))));

            assertThatThrownBy(() -> release.deployer.plan(release.request(maps)))
                    .isInstanceOf(OwnershipException.class)
                    .hasMessageContaining("many-7")
                    .hasMessageNotContaining("many-8");
            assertThat(release.counting.requests())
                    .filteredOn(call -> call.startsWith("get ConfigMap/"))
                    .hasSize(1);

            release.real.delete(new ResourceId("", "v1", "ConfigMap", release.namespace, "many-7"), "Background");
            release.counting.reset();
            assertThat(release.deployer.plan(release.request(maps)).changes()).hasSize(MANY);
            assertThat(release.counting.requests()).noneMatch(call -> call.startsWith("get ConfigMap/"));
        }
    }
}
