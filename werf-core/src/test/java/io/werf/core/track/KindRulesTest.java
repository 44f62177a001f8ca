package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.kube.KubeObject;
import io.werf.core.track.TrackedState.Companion;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kinds without pods, and those that only an operator brings to life. */
class KindRulesTest {

    private static final String PROMISED = "spec: {strategy: {canary: {steps: [{setWeight: 20}, {pause: {}}, {pause:"
            + " {duration: 10}}]}}, replicas: 2}";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch/v1beta1 CronJob | spec: {schedule: '* * * * *'} | Ready scheduled * * * * *",
                "batch/v1 CronJob | spec: {schedule: '* * * * *', suspend: true} | Ready suspended",
                "v1 Service | spec: {type: ClusterIP} | Ready ready",
                "v1 Service | spec: {type: LoadBalancer} | Progressing waiting for an address of its load balancer",
                "v1 Service | spec: {type: LoadBalancer, externalIPs: [1.2.3.4]} | Ready ready",
                "v1 Service | spec: {type: LoadBalancer}, status: {loadBalancer: {ingress: [{ip: 1.2.3.4}]}} | Ready reachable at 1.2.3.4",
                "networking.k8s.io/v1 Ingress | status: {loadBalancer: {ingress: [{hostname: a.b}]}} | Ready reachable at a.b",
                "networking.k8s.io/v1 Ingress | status: {loadBalancer: {}} | Ready no address given",
                "networking.k8s.io/v1 Ingress | metadata: {finalizers: [lb.example.com/x]} | Progressing waiting for an address of its load balancer",
                "autoscaling/v2beta2 HorizontalPodAutoscaler | status: {} | Ready ready",
                "autoscaling/v2beta2 HorizontalPodAutoscaler | status: {conditions: [{type: AbleToScale, status: 'False', reason: FailedGetScale, message: no web}]} | Progressing unable to scale: FailedGetScale: no web",
                "autoscaling/v1 HorizontalPodAutoscaler | metadata: {annotations: {autoscaling.alpha.kubernetes.io/conditions: '[{\"type\":\"AbleToScale\",\"status\":\"False\",\"reason\":\"FailedGetScale\"}]'}} | Progressing unable to scale: FailedGetScale",
                "autoscaling/v1 HorizontalPodAutoscaler | metadata: {annotations: {autoscaling.alpha.kubernetes.io/conditions: 'no JSON'}} | Ready ready",
                "autoscaling/v2 HorizontalPodAutoscaler | status: {conditions: [{type: ScalingActive, status: 'False', reason: FailedGetResourceMetric, message: none yet}]} | Ready FailedGetResourceMetric: none yet",
                "autoscaling/v2 HorizontalPodAutoscaler | status: {conditions: [{type: ScalingActive, status: 'False', reason: InvalidSelector}]} | Failed InvalidSelector",
                "policy/v1beta1 PodDisruptionBudget | metadata: {generation: 2}, status: {observedGeneration: 1} | Progressing waiting for its controller",
                "policy/v1 PodDisruptionBudget | metadata: {generation: 2}, status: {observedGeneration: 2, currentHealthy: 3, disruptionsAllowed: 1} | Ready 3 healthy, 1 may go",
                "policy/v1 PodDisruptionBudget | metadata: {generation: 2}, status: {observedGeneration: 2, conditions: [{type: DisruptionAllowed, status: 'False', reason: SyncFailed, message: no scale}]} | Progressing SyncFailed: no scale",
                "apiextensions.k8s.io/v1 CustomResourceDefinition | status: {} | Progressing not served yet",
                "apiextensions.k8s.io/v1 CustomResourceDefinition | status: {conditions: [{type: Established, status: 'True'}]} | Ready established",
                "apiextensions.k8s.io/v1 CustomResourceDefinition | status: {conditions: [{type: NamesAccepted, status: 'False', reason: PluralConflict, message: taken}]} | Failed its names are not accepted: PluralConflict: taken",
                "example.com/v1 Thing | status: {conditions: [{type: Stalled, status: 'True', reason: Quota, message: full}]} | Failed Stalled: Quota: full",
                "example.com/v1 Thing | status: {conditions: [{type: Reconciling, status: 'True', message: busy}, {type: Ready, status: 'True'}]} | Progressing Reconciling is True: busy",
                "cert-manager.io/v1 Certificate | status: {} | Progressing waiting for its controller",
                "cert-manager.io/v1 Certificate | status: {conditions: [{type: Ready, status: 'False', message: Issuing}]} | Progressing Ready is False: Issuing",
                "cert-manager.io/v1 Certificate | status: {conditions: [{type: Ready, status: 'True'}]} | Ready Ready",
                "snapshot.storage.k8s.io/v1 VolumeSnapshot | status: {readyToUse: true} | Ready readyToUse",
                "flagger.app/v1beta1 Canary | status: {phase: Failed, conditions: [{type: Promoted, message: too slow}]} | Failed phase is Failed: too slow",
                "flagger.app/v1beta1 Canary | status: {phase: Succeeded} | Ready Succeeded",
            })
    void eachKindHasItsRule(String kind, String fields, String verdict) {
        String[] type = kind.split(" ");
        KubeObject object = Objects.object("{apiVersion: " + type[0] + ", kind: " + type[1] + ", " + fields + "}");

        assertThat(verdict(TrackedState.of(object).afterSettling())).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{observedGeneration: '1', phase: Healthy} | Progressing waiting for its controller",
                "{observedGeneration: '2', phase: Healthy} | Ready 2/2 ready",
                "{observedGeneration: '2', phase: Progressing, message: more replicas} | Progressing 0/2 ready, Progressing: more replicas",
                "{observedGeneration: '2', phase: Degraded, message: analysis failed} | Failed degraded: analysis failed",
                "{observedGeneration: '2', phase: Paused, currentStepIndex: 1} | Ready paused until it is promoted",
                "{observedGeneration: '2', phase: Paused, currentStepIndex: 2, message: step} | Progressing 0/2 ready, Paused: step",
            })
    void aRolloutOfArgoEndsWhereSomebodyMustPromoteIt(String status, String verdict) {
        KubeObject object =
                Objects.object("{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {generation: 2}, "
                        + PROMISED + ", status: " + status + "}");

        assertThat(verdict(TrackedState.of(object))).isEqualTo(verdict);
    }

    @Test
    void anIngressWithoutAddressGetsAMomentForItsController() {
        KubeObject object = Objects.object("{apiVersion: networking.k8s.io/v1, kind: Ingress, status: {}}");

        assertThat(verdict(TrackedState.of(object))).isEqualTo("Progressing waiting for its controller");
    }

    @Test
    void aClaimIsWaitedForOnlyWhenItsClassBindsAtOnce() {
        KubeObject claim = claim("{phase: Pending}");
        TrackedState state = TrackedState.of(claim);
        assertThat(new VolumeClaimRules().companion(claim).orElseThrow().name()).isEqualTo("fast");

        assertThat(verdict(state)).isEqualTo("Progressing waiting for a volume");
        assertThat(verdict(withClass(state, Optional.of(storageClass("Immediate")))))
                .isEqualTo("Progressing waiting for a volume");
        assertThat(verdict(withClass(state, Optional.of(storageClass("WaitForFirstConsumer")))))
                .isEqualTo("Ready bound when a pod uses it");
        assertThat(verdict(withClass(state, Optional.empty()))).isEqualTo("Progressing waiting for a volume");
        assertThat(verdict(state.withCompanion(new Companion(Optional.empty(), false))))
                .isEqualTo("Ready bound when a pod uses it");
    }

    private static TrackedState withClass(TrackedState state, Optional<KubeObject> storageClass) {
        return state.withCompanion(new Companion(storageClass, true));
    }

    @Test
    void aBoundClaimNeedsNoClassAndALostVolumeIsAFailure() {
        assertThat(new VolumeClaimRules().companion(claim("{phase: Bound}"))).isEmpty();
        assertThat(verdict(TrackedState.of(claim("{phase: Bound}")))).isEqualTo("Ready bound");
        assertThat(verdict(TrackedState.of(claim("{phase: Lost}")))).isEqualTo("Failed its volume v is lost");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{state: {step: Pending}} | Progressing step is Pending",
                "{state: {step: All Done}} | Ready All Done",
                "{state: {step: Broken}} | Failed step is Broken",
                "{state: [1]} | Progressing waiting for its controller",
            })
    void anAnnotationSaysWhenAnyKindIsReady(String status, String verdict) {
        KubeObject object = Objects.object("{apiVersion: v1, kind: ConfigMap, metadata: {annotations: {"
                + "werf.io/ready-when: 'status.state.step=all-done', werf.io/failed-when: 'status.state.step=broken|lost'}},"
                + " status: " + status + "}");

        assertThat(verdict(TrackedState.of(object).afterSettling())).isEqualTo(verdict);
        assertThat(Readiness.of(object).ready()).isEqualTo(verdict.startsWith("Ready"));
    }

    @Test
    void foreignAnnotationsThatMeanNothingAreNotObjectedToInAStatus() {
        assertThat(Readiness.of(Objects.object(
                        "{apiVersion: v1, kind: ConfigMap, metadata: {annotations: {werf.io/ready-when: x}}}")))
                .isEqualTo(new Readiness(true, "present"));
    }

    private static String verdict(TrackedState state) {
        Verdict verdict = Rules.of(state.root().id(), TrackOptions.from(state.root()))
                .orElseThrow()
                .judge(state, Tolerance.NONE);
        String text = verdict instanceof Verdict.Failed failed
                ? failed.cause().reason()
                : verdict instanceof Verdict.Ready ready ? ready.text() : ((Verdict.Progressing) verdict).text();
        return verdict.getClass().getSimpleName() + " " + text;
    }

    private static KubeObject claim(String status) {
        return Objects.object("{apiVersion: v1, kind: PersistentVolumeClaim, spec: {storageClassName: fast, volumeName:"
                + " v}, status: " + status + "}");
    }

    private static KubeObject storageClass(String mode) {
        return Objects.object("{apiVersion: storage.k8s.io/v1, kind: StorageClass, volumeBindingMode: " + mode + "}");
    }
}
