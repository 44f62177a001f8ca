package io.werf.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.data.Tree;
import io.werf.core.deploy.PlanOutdatedException;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.KubeSettings;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.GitProject;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.plan.PlanStyle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plan, saved plan, history, status and rollback as a user calls them, on a real cluster. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
class ReleaseGoalsLabTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @TempDir
    private Path directory;

    private final String name = Lab.uniqueName("goals");
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Werf werf = new Werf(events::add, Map.of("WERF_HOME", "/nowhere"));
    private final ReleaseOptions release =
            ReleaseOptions.DEFAULT.in(new KubeSettings(List.of(Lab.kubeConfig()), Optional.empty()));

    @AfterEach
    void removeNamespace() {
        try (KubeClient kube = KubeClients.connect(release.cluster())) {
            kube.delete(new ResourceId("", "v1", "Namespace", "", name), "Background");
        }
    }

    private ProjectOptions project() {
        return ProjectOptions.of(directory);
    }

    private PlanReport plan(String value, PlanOutput output) {
        return werf.plan(new PlanRequest(
                project(), ImageOptions.none(), chart(value), release, RolloutOptions.DEFAULT, output, false));
    }

    private ConvergeReport converge(String value) {
        return werf.converge(new ConvergeRequest(
                project(), ImageOptions.none(), chart(value), release, RolloutOptions.DEFAULT, false));
    }

    private static ChartOptions chart(String value) {
        return ChartOptions.DEFAULT.withSet("value=" + value);
    }

    private SavedPlanRequest saved(Path file) {
        return new SavedPlanRequest(file, project(), release);
    }

    private Map<String, Object> annotations() {
        try (KubeClient kube = KubeClients.connect(release.cluster())) {
            KubeObject config = kube.get(new ResourceId("", "v1", "ConfigMap", name, "config"))
                    .orElseThrow();
            return Tree.map(config.body(), "metadata", "annotations");
        }
    }

    private List<String> notices() {
        return events.stream()
                .filter(event -> event instanceof Event.Notice)
                .map(event -> ((Event.Notice) event).message())
                .toList();
    }

    @Test
    void aReleaseFromASavedPlanToItsRollback() throws Exception {
        GitProject.init(directory)
                .file("werf.yaml", "project: " + name + "\nconfigVersion: 1\n")
                .file(
                        ".helm/templates/config.yaml",
                        "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: config}\ndata: {value: \"{{ .Values.value }}\"}\n")
                .commit("Initial");
        Path file = directory.resolve("out/plan.json");
        Path picture = directory.resolve("out/plan.svg");

        PlanReport planned = plan("one", new PlanOutput(PlanStyle.DEFAULT, Optional.of(file), Optional.of(picture)));

        assertThat(planned.hasChanges()).isTrue();
        assertThat(planned.lines()).contains("           create  update  recreate  delete");
        assertThat(Files.readString(picture)).contains("create: ConfigMap/config");
        assertThat(events)
                .anyMatch(event -> event instanceof Event.Warning warning
                        && warning.message().contains("holds the chart's secrets in plain"));
        assertThat(werf.showPlan(saved(file), PlanStyle.DEFAULT, Optional.empty())
                        .plan()
                        .changes())
                .isEqualTo(planned.plan().changes());

        assertThat(werf.applyPlan(saved(file), RolloutOptions.DEFAULT, HOUR).revision())
                .isEqualTo(1);
        assertThat(converge("one").outcome()).isEqualTo(ConvergeReport.Outcome.UNCHANGED);
        assertThat(plan("one", PlanOutput.DEFAULT).hasChanges()).isFalse();
        assertThat(converge("two").revision()).isEqualTo(2);
        assertThatThrownBy(() -> werf.applyPlan(saved(file), RolloutOptions.DEFAULT, HOUR))
                .isInstanceOf(PlanOutdatedException.class);

        RollbackReport back =
                werf.rollback(new RollbackRequest(project(), release, RolloutOptions.DEFAULT, Optional.empty()));

        assertThat(back.revision()).isEqualTo(3);
        assertThat(annotations()).containsEntry("project.werf.io/name", name).containsKey("project.werf.io/env");
        HistoryReport history = werf.history(new HistoryRequest(project(), release));
        assertThat(history.revisions())
                .extracting(revision -> revision.status() + ": " + revision.description())
                .containsExactly(
                        "superseded: Install complete", "superseded: Upgrade complete", "deployed: Rollback to 1");
        assertThat(history.lines()).hasSize(4).first().asString().startsWith("REVISION  UPDATED");
        StatusReport status = werf.status(new StatusRequest(project(), release.named(name, name), Optional.empty()));
        assertThat(status.resources()).containsExactly(new StatusReport.Resource("ConfigMap/config", true, "present"));
        assertThat(status.lines()).contains("REVISION:       3", "STATUS:         deployed");
        assertThat(notices()).contains("Plan saved to " + file, "Graph of the plan: " + picture);
    }
}
