package io.werf.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.werf.core.event.Event;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.Lab;
import io.werf.core.lab.NeedsLab;
import io.werf.core.track.RolloutFailedException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The error of a failed deploy is its cause. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(120)
class FailedRolloutLabTest {

    private static final String STATEFUL_SET = """
            apiVersion: apps/v1
            kind: StatefulSet
            metadata: {name: s}
            spec:
              serviceName: s
              selector: {matchLabels: {app: s}}
              template:
                metadata: {labels: {app: s}}
                spec: {containers: [{name: main, image: none}]}
            """;

    private final LabRelease release = new LabRelease();

    @AfterEach
    void cleanUp() {
        release.close();
    }

    @Test
    void aDeployThatIsOutOfTimeTellsWhatItWaitsFor() {
        String failure = failure(
                Duration.ofSeconds(15), LabRelease.deployment("web", "nodeSelector: {no: such}", "command: [sleep]"));

        assertThat(failure)
                .contains("not ready in time: 0/1 ready, pod web-")
                .contains("cannot be scheduled: Unschedulable: 0/1 nodes are available")
                .contains("warning event: FailedScheduling");
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        assertThat(failure(LabRelease.TIMEOUT, LabRelease.deployment("web", "", "command: [nosuchprogram]")))
                .contains("could not be started: ContainerCannotRun: ")
                .contains("\"nosuchprogram\": executable file not found");
    }

    @Test
    void aWorkloadThatQuotaForbidsSaysSoWhateverItsKind() {
        deployQuotaOfNoPods();

        assertThat(failure(LabRelease.TIMEOUT, quota(0), LabRelease.job("work", "true", "")))
                .contains("its pods cannot be created: FailedCreate: ")
                .contains("exceeded quota: q");
        assertThat(failure(LabRelease.TIMEOUT, quota(0), STATEFUL_SET))
                .contains("its pods cannot be created: FailedCreate: ")
                .contains("exceeded quota: q");
    }

    @Test
    void aQuotaThatWasTooLowIsNoObstacleToTheNextRun() {
        deployQuotaOfNoPods();
        String web = LabRelease.deployment("web", "", "command: [sleep, '1000']");
        assertThat(failure(LabRelease.TIMEOUT, quota(0), web)).contains("exceeded quota: q");

        assertThat(release.converge(quota(2), web).status()).isEqualTo(DeployReport.Status.DEPLOYED);
    }

    @Test
    void aSecretThatAVolumeLacksIsNamedAndWaitedForOnlyAWhile() {
        String web = LabRelease.deployment(
                "web", "volumes: [{name: v, secret: {secretName: none}}]", "volumeMounts: [{name: v, mountPath: /v}]");

        assertThat(failure(LabRelease.TIMEOUT, web))
                .contains(" cannot start: FailedMount: ")
                .contains("secret \"none\" not found");
        assertThat(release.events)
                .filteredOn(Event.RolloutProgress.class::isInstance)
                .anySatisfy(event -> assertThat(event.toString())
                        .contains("starting; FailedMount: ")
                        .contains("secret \"none\" not found"));
    }

    @Test
    void aServiceAccountThatDoesNotComeIsAFailure() {
        assertThat(failure(
                        LabRelease.TIMEOUT,
                        LabRelease.deployment("web", "serviceAccountName: none", "command: [sleep, '1000']")))
                .contains("its pods cannot be created: FailedCreate: ")
                .contains("serviceaccount \"none\" not found");
    }

    @Test
    void whatIsDeployedButCouldNotBeRecordedSaysSo() {
        ResourceId record = new ResourceId("", "v1", "Secret", release.namespace, "sh.helm.release.v1.shop.v1");
        Deployer deployer = new Deployer(
                release.real,
                event -> {
                    if (event instanceof Event.StepStarted step && step.step() == Event.Step.RELEASE) {
                        release.real.delete(record, "Background");
                    }
                },
                Clock.systemUTC(),
                Lab.TRACKING,
                "test",
                text -> text);

        assertThatThrownBy(() -> deployer.converge(release.request(LabRelease.map("a", ""))))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("there is no such Secret")
                .hasMessageContaining("Revision 1 of release shop is applied and ready, but could not be recorded");
    }

    private static String quota(int pods) {
        return """
                apiVersion: v1
                kind: ResourceQuota
                metadata: {name: q}
                spec: {hard: {pods: '%d'}}
                """.formatted(pods);
    }

    /** The API server refuses pods only when its own cache has the quota, which may be some time after its creation. */
    private void deployQuotaOfNoPods() {
        release.converge(quota(0));
        KubeObject pod = new KubeObject(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "Pod",
                "metadata",
                Map.of("namespace", release.namespace, "name", "trial"),
                "spec",
                Map.of("containers", List.of(Map.of("name", "main", "image", "none")))));
        assertThat(Stream.generate(() -> refusal(pod))
                        .limit(10_000)
                        .anyMatch(refusal -> refusal.contains("exceeded quota: q")))
                .isTrue();
    }

    private String refusal(KubeObject pod) {
        try {
            release.real.apply(pod, true);
            return "";
        } catch (KubeApiException e) {
            return e.serverMessage();
        }
    }

    private String failure(Duration timeout, String... objects) {
        ReleaseFailedException failed = catchThrowableOfType(
                ReleaseFailedException.class, () -> release.deployer.converge(release.request(timeout, objects)));
        assertThat(failed.getCause()).isInstanceOf(RolloutFailedException.class);
        return String.valueOf(failed.getCause().getMessage());
    }
}
