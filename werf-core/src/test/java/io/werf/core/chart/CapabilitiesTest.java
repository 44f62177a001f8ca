package io.werf.core.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CapabilitiesTest {

    @Test
    void withoutAClusterThereAreTheApisThatHelmTakesForGranted(@TempDir Path directory) {
        String rendered = HelmOracle.template(
                directory, Map.of("templates/v.yaml", "v: {{ .Capabilities.APIVersions | toJson }}\n"));
        assertThat(Capabilities.offline(Optional.empty(), List.of())
                        .apiVersions()
                        .all())
                .isEqualTo(Json.read(rendered.substring(rendered.indexOf("v: ") + 3)));
        assertThat(Capabilities.offline(Optional.of("1.27.3"), List.of("example.com/v1")))
                .matches(found -> found.kubeVersion().equals("v1.27.3"))
                .matches(found -> found.apiVersions().has("example.com/v1"))
                .matches(found -> found.apiVersions().has("apps/v1"));
    }

    @Test
    void aChartForOtherVersionsOfKubernetesIsRefused(@TempDir Path directory) {
        ChartCase newer = chart(">=1.25.0-0");
        assertThatThrownBy(newer::ours)
                .isInstanceOf(ChartException.class)
                .hasMessage(
                        ".helm/Chart.yaml: the chart requires kubeVersion: >=1.25.0-0 which is incompatible with Kubernetes v1.20.0");
        assertThatThrownBy(() -> newer.helm(directory)).hasMessageContaining("chart requires kubeVersion: >=1.25.0-0");
        assertThatThrownBy(chart("no range")::ours).isInstanceOf(ChartException.class);
        chart("1.19.x || ^1.20").rendersAsHelm(directory);
    }

    private static ChartCase chart(String range) {
        return new ChartCase()
                .file("Chart.yaml", "apiVersion: v2\nname: shop\nversion: 1.0.0\nkubeVersion: \"" + range + "\"\n")
                .file("templates/a.yaml", "v: {{ .Chart.KubeVersion }} {{ .Capabilities.KubeVersion.Version }}\n");
    }
}
