package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.chart.ApiVersions;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.sandbox.Sandbox;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClusterApisTest {

    private final Sandbox sandbox = Sandbox.start();
    private final KubeClient kube = KubeClients.connect(sandbox.apiServer());
    private final ApiVersions apis = new ClusterApis(kube, ApiVersions.of(List.of("mine/v1")));

    @AfterEach
    void stop() {
        kube.close();
        sandbox.close();
    }

    @Test
    void hasGroupVersionsTheirKindsAndWhatIsSaidBesides() {
        assertThat(List.of("v1", "apps/v1", "v1/Pod", "apps/v1/Deployment", "mine/v1"))
                .allMatch(apis::has);
        assertThat(List.of("v9", "apps/v9", "v1/Deployment", "apps/v1/Pod", "apps", "", "mine/v1/Thing", "Pod"))
                .noneMatch(apis::has);
    }

    @Test
    void theListHasAllThatIsThere() {
        assertThat(apis.list()).contains("v1", "v1/Pod", "apps/v1", "apps/v1/Deployment", "mine/v1");
    }
}
