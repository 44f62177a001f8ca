package io.werf.it.bench;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.error.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the benchmark of deploys applies. */
final class DeployObjects {

    private DeployObjects() {}

    /** A hundred objects as an application has them; Deployments without pods. */
    static List<String> application() {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            all.add(deployment("web-" + i, 0, "registry.example.com/web:1", "true"));
            all.add("apiVersion: v1\nkind: Service\nmetadata: {name: web-" + i + "}\nspec: {selector: {app: web-" + i
                    + "}, ports: [{port: 80}]}\n");
        }
        for (int i = 0; i < 50; i++) {
            all.add(configMap(i));
        }
        for (int i = 0; i < 5; i++) {
            all.add("apiVersion: v1\nkind: Secret\nmetadata: {name: key-" + i + "}\nstringData: {password: none-" + i
                    + "}\n");
            all.add("apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: robot-" + i + "}\n");
        }
        return all;
    }

    static List<String> configMaps(int count) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(configMap(i));
        }
        return all;
    }

    private static String configMap(int number) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings-" + number
                + "}\ndata: {color: blue, size: \"" + number + "\"}\n";
    }

    /** A Deployment of one container, whose pods end at once when told to. */
    static String deployment(String name, int replicas, String image, String variable) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: %1$s}
                spec:
                  replicas: %2$d
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: main
                        image: "%3$s"
                        command: [sleep, "1000"]
                        env: [{name: VARIABLE, value: "%4$s"}]
                """.formatted(name, replicas, image, variable);
    }

    static Manifest manifest(List<String> texts) {
        List<ManifestDocument> documents = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String file = "templates/" + i + ".yaml";
            documents.add(new ManifestDocument("bench/" + file, new Location(".helm/" + file, 1, 0), 0, texts.get(i)));
        }
        Map<String, Object> metadata = Map.of("name", "bench", "version", "1.0.0", "apiVersion", "v2");
        return new Manifest("bench", Map.of("metadata", metadata), Map.of(), documents, "");
    }
}
