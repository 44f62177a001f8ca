package io.werf.core.deploy;

import io.werf.core.chart.Manifest;
import io.werf.core.chart.ManifestDocument;
import io.werf.core.error.Location;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.HeardEvents;
import io.werf.core.lab.Lab;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A release of its own in the lab, in a namespace of its own. */
final class LabRelease implements AutoCloseable {

    /** Far beyond what any run takes, on slow machines too. */
    static final Duration TIMEOUT = Duration.ofMinutes(3);

    final KubeClient real = KubeClients.connect(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()));
    final CountingClient counting = new CountingClient(real);
    final String namespace;
    private final boolean owner;
    final HeardEvents heard = new HeardEvents();
    final List<Event> events = heard.all();
    final Deployer deployer =
            new Deployer(counting.client(), heard, Clock.systemUTC(), Lab.TRACKING, "test", text -> text);

    LabRelease() {
        this(Lab.uniqueName("deploy"), true);
    }

    private LabRelease(String namespace, boolean owner) {
        this.namespace = namespace;
        this.owner = owner;
    }

    /** One in a namespace that another made and removes. */
    static LabRelease in(String namespace) {
        return new LabRelease(namespace, false);
    }

    DeployRequest request(String... texts) {
        return request(TIMEOUT, texts);
    }

    DeployRequest request(Duration timeout, String... texts) {
        List<ManifestDocument> documents = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            documents.add(new ManifestDocument(
                    "shop/templates/" + i + ".yaml",
                    new Location(".helm/templates/" + i + ".yaml", 1, 0),
                    0,
                    texts[i]));
        }
        Manifest manifest = new Manifest(
                "shop",
                Map.of("metadata", Map.of("name", "shop", "version", "1.0.0", "apiVersion", "v2")),
                Map.of(),
                documents,
                "");
        return new DeployRequest("shop", namespace, (upgrade, revision) -> manifest, Map.of(), false, timeout, 5, true);
    }

    DeployReport converge(String... texts) {
        return deployer.converge(request(texts));
    }

    Optional<KubeObject> live(String group, String kind, String name) {
        return real.get(new ResourceId(group, "v1", kind, namespace, name));
    }

    /** What was changed, in its order: {@code created Job/a}. */
    List<String> changes() {
        return events.stream()
                .filter(Event.ResourceChanged.class::isInstance)
                .map(Event.ResourceChanged.class::cast)
                .map(change -> change.action() + " " + change.resource())
                .toList();
    }

    static String job(String name, String command, String annotations) {
        return """
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: %s
                  annotations: {%s}
                spec:
                  backoffLimit: 0
                  template:
                    spec:
                      restartPolicy: Never
                      terminationGracePeriodSeconds: 0
                      containers:
                      - name: main
                        image: %s
                        command: [sh, -c, "%s"]
                """.formatted(name, annotations, Lab.baseImage(), command);
    }

    /** A Deployment of one pod; {@code spec} are further fields of the pod, {@code container} of its container. */
    static String deployment(String name, String spec, String container) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %1$s
                spec:
                  selector: {matchLabels: {app: %1$s}}
                  template:
                    metadata: {labels: {app: %1$s}}
                    spec:
                      terminationGracePeriodSeconds: 0
                      %2$s
                      containers:
                      - name: main
                        image: %3$s
                        %4$s
                """.formatted(name, spec, Lab.baseImage(), container);
    }

    static String map(String name, String annotations) {
        return "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: " + name + "\n  annotations: {" + annotations
                + "}\ndata: {k: v}\n";
    }

    @Override
    public void close() {
        if (owner) {
            real.delete(new ResourceId("", "v1", "Namespace", "", namespace), "Background");
        }
        real.close();
    }
}
