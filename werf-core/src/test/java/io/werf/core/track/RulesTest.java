package io.werf.core.track;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.kube.KubeObject;
import io.werf.core.track.Verdict.Failed;
import io.werf.core.track.Verdict.Progressing;
import io.werf.core.track.Verdict.Ready;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {

    private static final Tolerance ONE = new Tolerance(false, 1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // generation, replicas | status | verdict
                "1 | 3 | {} | Progressing",
                "2 | 3 | {observedGeneration: 1, replicas: 3, updatedReplicas: 3, availableReplicas: 3} | Progressing",
                "2 | 3 | {observedGeneration: 2, replicas: 3, updatedReplicas: 3, availableReplicas: 3} | Ready",
                "2 | 3 | {observedGeneration: 3, replicas: 3, updatedReplicas: 3, availableReplicas: 3} | Ready",
                "2 | 3 | {observedGeneration: 2, replicas: 4, updatedReplicas: 3, availableReplicas: 4} | Progressing",
                "2 | 3 | {observedGeneration: 2, replicas: 4, updatedReplicas: 3, availableReplicas: 3} | Progressing",
                "2 | 3 | {observedGeneration: 2, replicas: 3, updatedReplicas: 2, availableReplicas: 3} | Progressing",
                "2 | 0 | {observedGeneration: 2} | Ready",
            })
    void aDeploymentIsReadyWhenAllPodsAreNewAndAvailable(int generation, int replicas, String status, String verdict) {
        assertThat(judge(workload("Deployment", generation, replicas, "{}", status))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{type: RollingUpdate} | {observedGeneration: 1, readyReplicas: 3, updateRevision: b, currentRevision: b} | Ready",
                "{type: RollingUpdate} | {observedGeneration: 1, readyReplicas: 3, updateRevision: b, currentRevision: a} | Progressing",
                "{type: RollingUpdate} | {observedGeneration: 1, readyReplicas: 2, updateRevision: b, currentRevision: b} | Progressing",
                "{type: RollingUpdate} | {readyReplicas: 3, updateRevision: b, currentRevision: b} | Progressing",
                "{type: RollingUpdate, rollingUpdate: {partition: 2}} | {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1, updateRevision: b, currentRevision: a} | Ready",
                "{type: RollingUpdate, rollingUpdate: {partition: 1}} | {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1, updateRevision: b, currentRevision: a} | Progressing",
                "{type: OnDelete} | {observedGeneration: 1, readyReplicas: 3, updateRevision: b, currentRevision: b} | Ready",
                "{type: OnDelete} | {observedGeneration: 1, readyReplicas: 3, updatedReplicas: 1, updateRevision: b, currentRevision: a} | Progressing",
            })
    void aStatefulSetIsReadyByItsUpdateStrategy(String strategy, String status, String verdict) {
        assertThat(judge(workload("StatefulSet", 1, 3, strategy, status))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RollingUpdate | {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2} | Ready",
                "RollingUpdate | {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 1, numberAvailable: 2} | Progressing",
                "RollingUpdate | {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2} | Progressing",
                "RollingUpdate | {observedGeneration: 1} | Ready",
                "OnDelete | {observedGeneration: 1, desiredNumberScheduled: 2} | Ready",
            })
    void aDaemonSetIsReadyWhenAllItsNodesHaveTheNewPod(String strategy, String status, String verdict) {
        assertThat(judge(workload("DaemonSet", 1, 1, "{type: " + strategy + "}", status))
                        .getClass()
                        .getSimpleName())
                .isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.0 | ErrImageNeverPull | Container image \"x\" is not present with pull policy of Never",
                "1.1 | InvalidImageName | couldn't parse image reference",
                "1.2 | CreateContainerConfigError | container has runAsNonRoot and image will run as root",
                "1.3 | ErrImagePull | rpc error: code = Unknown desc = manifest for x:1 not found: manifest unknown",
                "1.4 | ErrImagePull | pull access denied for x, repository does not exist",
                "1.5 | ImagePullBackOff | manifest unknown",
            })
    void aReasonThatNoRepetitionMendsFailsAtOnce(String nothing, String reason, String message) {
        Verdict verdict = judge(statefulSet(), pod("a", "b", waiting(reason, message, 0)));

        assertThat(verdict).isInstanceOfSatisfying(Failed.class, failed -> {
            assertThat(failed.cause().reason())
                    .startsWith("container \"app\" of Pod/a cannot start: " + reason + ": ")
                    .doesNotContain("rpc error");
            assertThat(failed.cause().pod()).isPresent();
        });
    }

    @Test
    void aRegistryThatIsAwayFailsOnlyTheSecondTime() {
        TrackedState state = TrackedState.of(statefulSet());
        PodState pulling = pod("a", "b", waiting("ErrImagePull", "dial tcp: i/o timeout", 0));
        PodState backOff = pod("a", "b", waiting("ImagePullBackOff", "Back-off pulling image", 0));

        state = state.withPod(pulling);
        assertThat(judge(state)).isInstanceOf(Progressing.class);
        state = state.withPod(backOff).withPod(backOff);
        assertThat(judge(state)).isInstanceOf(Progressing.class);
        assertThat(judge(state.withPod(pulling))).isInstanceOf(Failed.class);
        assertThat(new StatefulSetRules().judge(state.withPod(pulling), new Tolerance(false, 2)))
                .isInstanceOf(Progressing.class);
    }

    @Test
    void theRateLimitOfARegistryPassesAndItsMessageIsCut() {
        Verdict verdict = judge(
                statefulSet(),
                pod(
                        "a",
                        "b",
                        waiting(
                                "ErrImagePull",
                                "toomanyrequests: denied: You have reached your pull rate limit as bob",
                                0)));

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Progressing.class,
                        p -> assertThat(p.text()).contains("pull rate limit").doesNotContain("bob"));
    }

    @Test
    void aContainerThatEndedTwiceIsFailedWithoutWaitingForTheBackOff() {
        TrackedState state = TrackedState.of(statefulSet())
                .withPod(pod("a", "b", running(0)))
                .withPod(pod("a", "b", terminated(3, 0)));
        assertThat(judge(state))
                .isInstanceOfSatisfying(
                        Progressing.class,
                        p -> assertThat(p.text())
                                .isEqualTo("0/1 ready, pod a: container \"app\" crashed once, exit code 3"));

        assertThat(judge(state.withPod(pod("a", "b", running(1))))).isInstanceOf(Progressing.class);
        assertThat(judge(state.withPod(pod("a", "b", terminated(3, 1)))))
                .isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.cause().reason())
                            .isEqualTo("container \"app\" of Pod/a crashed twice, exit code 3");
                    assertThat(failed.cause().container().flatMap(ContainerState::lastExit))
                            .contains(3);
                });
    }

    @Test
    void aContainerThatEndsWithoutErrorFailsAServiceToo() {
        TrackedState state = TrackedState.of(statefulSet())
                .withPod(pod("a", "b", running(0)))
                .withPod(pod("a", "b", terminated(0, 1)));

        assertThat(judge(state))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.cause().reason())
                                .isEqualTo("container \"app\" of Pod/a exited twice, exit code 0"));
    }

    @Test
    void oldExitsOfAReadyPodAreForgivenAndAnOldCrashLoopGetsOneChance() {
        String ready = "{phase: Running, conditions: [{type: Ready, status: 'True'}], containerStatuses: ["
                + running(57) + "]}";
        assertThat(judge(TrackedState.of(statefulSet()).withPod(podWithStatus("a", "b", ready))))
                .isInstanceOf(Progressing.class);

        TrackedState loop = TrackedState.of(statefulSet()).withPod(pod("a", "b", backOff(1, 57)));
        assertThat(judge(loop)).isInstanceOf(Progressing.class);
        assertThat(judge(loop.withPod(pod("a", "b", terminated(1, 58))))).isInstanceOf(Failed.class);
    }

    @Test
    void initContainersMayEndWellAndMayNotEndBadly() {
        String well = "{phase: Pending, initContainerStatuses: [" + terminated(0, 2) + "]}";
        String badly = "{phase: Pending, initContainerStatuses: [" + terminated(1, 1) + "]}";
        TrackedState state = TrackedState.of(statefulSet()).withPod(podWithStatus("a", "b", "{phase: Pending}"));

        assertThat(judge(state.withPod(podWithStatus("a", "b", well)))).isInstanceOf(Progressing.class);
        assertThat(judge(state.withPod(podWithStatus("a", "b", badly))))
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> assertThat(failed.cause().reason())
                                .startsWith("init container \"app\" of Pod/a crashed twice"));
    }

    @Test
    void podsOfTheOldRevisionFailNothing() {
        assertThat(judge(statefulSet(), pod("a", "old", waiting("ErrImageNeverPull", "", 0))))
                .isInstanceOf(Progressing.class);
    }

    @Test
    void onlyPodsOfTheNewestReplicaSetFailADeployment() {
        KubeObject deployment = Objects.object("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: d,"
                + " generation: 2, annotations: {deployment.kubernetes.io/revision: '2'}}, spec: {replicas: 1,"
                + " selector: {matchLabels: {app: web}}}, status: {observedGeneration: 2, replicas: 2,"
                + " updatedReplicas: 1, availableReplicas: 1}}");
        List<KubeObject> sets = List.of(replicaSet("old", "1"), replicaSet("new", "2"));
        NewestReplicaSet newest = NewestReplicaSet.find(deployment, "2", sets).orElseThrow();
        assertThat(newest.uid()).isEqualTo("new");
        TrackedState state = TrackedState.of(deployment).withNewest(newest);

        assertThat(judge(state.withPod(ownedPod("a", "old")))).isInstanceOf(Progressing.class);
        assertThat(judge(state.withPod(ownedPod("a", "new")))).isInstanceOf(Failed.class);
        assertThat(new DeploymentRules().judge(state.withPod(ownedPod("a", "new")), new Tolerance(true, 0)))
                .isInstanceOf(Progressing.class);
    }

    @Test
    void anOldPodThatHoldsAStatefulSetUpIsNamed() {
        KubeObject set = workload(
                "StatefulSet",
                1,
                2,
                "{type: RollingUpdate}",
                "{observedGeneration: 1, readyReplicas: 1, updateRevision: b, currentRevision: b}");

        assertThat(judge(set, pod("a", "old", running(3))))
                .isInstanceOfSatisfying(
                        Progressing.class,
                        p -> assertThat(p.text())
                                .contains("old pod a is not ready")
                                .contains("kubectl delete pod a"));
    }

    @Test
    void theFirstReplicaSetOfADeploymentIsKnownByItsName() {
        KubeObject deployment = Objects.object("{apiVersion: apps/v1, kind: Deployment, metadata: {name: web, uid: d,"
                + " generation: 1, annotations: {deployment.kubernetes.io/revision: '1'}}, spec: {replicas: 1},"
                + " status: {observedGeneration: 1}}");
        DeploymentRules rules = new DeploymentRules();
        TrackedState state = TrackedState.of(deployment);

        assertThat(rules.replicaSetRevision(deployment)).isEmpty();
        assertThat(rules.isNew(state, podOf("web-5d59"))).isTrue();
        assertThat(rules.isNew(state, podOf("other-5d59"))).isFalse();
    }

    private static PodState podOf(String replicaSet) {
        return PodState.of(Objects.object("{apiVersion: v1, kind: Pod, metadata: {name: x, labels: {pod-template-hash:"
                + " 5d59}, ownerReferences: [{controller: true, name: " + replicaSet + "}]}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pods \"web-1\" is forbidden: violates PodSecurityPolicy | 0 | Failed",
                "pods \"web-1\" is forbidden: exceeded quota: q | 0 | Failed",
                "pods \"web-1\" is forbidden: exceeded quota: q | 1 | Progressing",
                "pods \"web-1\" is forbidden: error looking up service account a/default | 0 | Progressing",
                "admission webhook \"no.example.com\" denied the request: no owner | 0 | Failed",
                "Internal error occurred: failed calling webhook \"a.example.com\" | 0 | Progressing",
            })
    void podsThatAreForbiddenFailWhenNothingCanFreeTheirPlace(String message, int oldPods, String verdict) {
        TrackedState applied = TrackedState.of(workload("Deployment", 1, 1, "{}", "{}"));
        KubeObject deployment = workload(
                "Deployment",
                1,
                1,
                "{}",
                "{observedGeneration: 1, replicas: " + oldPods + ", conditions: [{type: ReplicaFailure, status: 'True',"
                        + " reason: FailedCreate, message: '" + message + "'}]}");
        assertThat(judge(applied.withRoot(deployment)).getClass().getSimpleName())
                .isEqualTo(verdict);
        assertThat(judge(deployment)).as("mended by this run, perhaps").isInstanceOf(Progressing.class);
    }

    @Test
    void aJobFailsWithItsFirstPodUnlessFailuresAreIgnored() {
        KubeObject job = job("{active: 1}");
        PodState failed =
                ownedPod("migrate-1", "j", "Never", "{phase: Failed, containerStatuses: [" + terminated(2, 0) + "]}");
        TrackedState state = TrackedState.of(job).withPod(failed);

        assertThat(new JobRules().judge(state, Tolerance.NONE))
                .isInstanceOfSatisfying(
                        Failed.class,
                        verdict -> assertThat(verdict.cause().reason())
                                .isEqualTo("container \"app\" of Pod/migrate-1 crashed once, exit code 2"));
        assertThat(new JobRules().judge(state, new Tolerance(true, 0))).isInstanceOf(Progressing.class);
        TrackedState over =
                state.withRoot(job("{conditions: [{type: Failed, status: 'True', reason: BackoffLimitExceeded}]}"));
        assertThat(new JobRules().judge(over, new Tolerance(true, 0)))
                .isInstanceOfSatisfying(
                        Failed.class,
                        verdict -> assertThat(verdict.cause().reason())
                                .startsWith("BackoffLimitExceeded; container \"app\""));
        assertThat(judge(job("{conditions: [{type: Complete, status: 'True'}]}")))
                .isInstanceOf(Ready.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{phase: Pending} | Progressing",
                "{phase: Running, conditions: [{type: Ready, status: 'False'}]} | Progressing",
                "{phase: Running, conditions: [{type: Ready, status: 'True'}]} | Ready",
                "{phase: Succeeded} | Ready",
                "{phase: Failed, reason: Evicted} | Failed",
            })
    void aBarePodIsReadyWhenItSaysSo(String status, String verdict) {
        assertThat(new PodRules()
                        .judge(TrackedState.of(podWithStatus("a", "b", status).object()), Tolerance.NONE)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(verdict);
    }

    @Test
    void aPodThatNoNodeTakesWaitsAndSaysWhy() {
        PodState pod = podWithStatus(
                "a",
                "b",
                "{phase: Pending, conditions: [{type: PodScheduled, status: 'False', reason: Unschedulable,"
                        + " message: 0/1 nodes are available}]}");
        assertThat(judge(statefulSet(), pod))
                .isEqualTo(new Progressing(
                        "0/1 ready, pod a cannot be scheduled: Unschedulable: 0/1 nodes are available"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "example.com/v1 | Thing | {} | Ready",
                "example.com/v1 | Thing | {conditions: [{type: Ready, status: 'False', message: soon}]} | Progressing",
                "example.com/v1 | Thing | {conditions: [{type: Available, status: 'True'}]} | Ready",
                "example.com/v1 | Thing | {conditions: [{type: Available, status: 'True'}, {type: Ready, status: Unknown}]} | Progressing",
                "example.com/v1 | Thing | {phase: In Progress} | Progressing",
                "example.com/v1 | Thing | {phase: FAILED} | Failed",
                "example.com/v1 | Thing | {phase: Odd} | Ready",
                "example.com/v1 | Thing | {health: green} | Ready",
                "example.com/v1 | Thing | {observedGeneration: 0, phase: Ready} | Progressing",
                "flagger.app/v1beta1 | Canary | {phase: Promoting} | Progressing",
                "flagger.app/v1beta1 | Canary | {phase: Failed, conditions: [{message: too slow}]} | Failed",
                "argoproj.io/v1alpha1 | Application | {health: {status: Healthy}} | Ready",
            })
    void customResourcesAreReadByTheirUsualWords(String apiVersion, String kind, String status, String verdict) {
        KubeObject object = Objects.object("{apiVersion: " + apiVersion + ", kind: " + kind
                + ", metadata: {name: x, generation: 1}, status: " + status + "}");
        Rules rules = Rules.of(object.id(), TrackOptions.from(object)).orElseThrow();
        assertThat(rules.judge(TrackedState.of(object).afterSettling(), ONE)
                        .getClass()
                        .getSimpleName())
                .isEqualTo(verdict);
        if (!status.contains("observedGeneration")) {
            assertThat(rules.judge(TrackedState.of(object), ONE)).isInstanceOf(Progressing.class);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "v1, ConfigMap",
        "v1, Secret",
        "networking.k8s.io/v1, NetworkPolicy",
        "rbac.authorization.k8s.io/v1, Role",
        "storage.k8s.io/v1, StorageClass",
    })
    void kindsWithNothingToWaitForHaveNoRules(String apiVersion, String kind) {
        assertThat(Rules.of(
                        Objects.object("{apiVersion: " + apiVersion + ", kind: " + kind + "}")
                                .id(),
                        TrackOptions.DEFAULT))
                .isEmpty();
    }

    @Test
    void selectorsAreWrittenAsTheServerReadsThem() {
        KubeObject workload = Objects.object("{spec: {selector: {matchLabels: {app: web}, matchExpressions: ["
                + "{key: tier, operator: In, values: [a, b]}, {key: old, operator: DoesNotExist}]}}}");
        LabelSelector selector = LabelSelector.of(workload).orElseThrow();
        assertThat(LabelSelector.union(List.of(selector))).isEqualTo("app=web,tier in (a,b),!old");
        assertThat(LabelSelector.of(Objects.object("{spec: {selector: {}}}"))).isEmpty();
    }

    @Test
    void selectorsThatDifferInValuesAreUnited() {
        LabelSelector web = LabelSelector.of(
                        Objects.object("{spec: {selector: {matchLabels: {release: r, name: web}}}}"))
                .orElseThrow();
        LabelSelector db = LabelSelector.of(Objects.object("{spec: {selector: {matchLabels: {name: db, release: r}}}}"))
                .orElseThrow();
        KubeObject pod = Objects.object("{metadata: {labels: {name: web, release: r, more: x}}}");

        assertThat(web.shape()).isEqualTo(db.shape());
        assertThat(LabelSelector.union(List.of(web, db))).isEqualTo("name in (db,web),release=r");
        assertThat(web.takes(pod)).isTrue();
        assertThat(db.takes(pod)).isFalse();
    }

    private static Verdict judge(KubeObject root, PodState... pods) {
        TrackedState state = TrackedState.of(root);
        for (PodState pod : pods) {
            state = state.withPod(pod);
        }
        return judge(state);
    }

    private static Verdict judge(TrackedState state) {
        return Rules.of(state.root().id(), TrackOptions.from(state.root()))
                .orElseThrow()
                .judge(state, ONE);
    }

    private static KubeObject workload(String kind, int generation, int replicas, String strategy, String status) {
        return Objects.object("{apiVersion: apps/v1, kind: " + kind + ", metadata: {name: x, uid: u, generation: "
                + generation + "}, spec: {replicas: " + replicas + ", updateStrategy: " + strategy + "}, status: "
                + status + "}");
    }

    private static KubeObject statefulSet() {
        return workload("StatefulSet", 1, 1, "{}", "{observedGeneration: 1, updateRevision: b, currentRevision: a}");
    }

    private static KubeObject job(String status) {
        return Objects.object(
                "{apiVersion: batch/v1, kind: Job, metadata: {name: migrate, uid: j}, status: " + status + "}");
    }

    private static KubeObject replicaSet(String uid, String revision) {
        return Objects.object("{kind: ReplicaSet, metadata: {uid: " + uid
                + ", annotations: {deployment.kubernetes.io/revision: '" + revision
                + "'}, ownerReferences: [{controller: true, uid: d}]}}");
    }

    private static PodState ownedPod(String name, String owner) {
        return ownedPod(
                name,
                owner,
                "Always",
                "{phase: Pending, containerStatuses: [" + waiting("ErrImageNeverPull", "", 0) + "]}");
    }

    private static PodState ownedPod(String name, String owner, String restartPolicy, String status) {
        return PodState.of(Objects.object("{apiVersion: v1, kind: Pod, metadata: {name: " + name + ", uid: " + name
                + ", ownerReferences: [{controller: true, uid: " + owner + "}]}, spec: {restartPolicy: "
                + restartPolicy + "}, status: " + status + "}"));
    }

    private static PodState pod(String name, String revision, String container) {
        return podWithStatus(name, revision, "{phase: Pending, containerStatuses: [" + container + "]}");
    }

    private static PodState podWithStatus(String name, String revision, String status) {
        return PodState.of(Objects.object("{apiVersion: v1, kind: Pod, metadata: {name: " + name + ", uid: " + name
                + ", labels: {controller-revision-hash: " + revision
                + "}, ownerReferences: [{controller: true, uid: u}]}, status: " + status + "}"));
    }

    private static String waiting(String reason, String message, int restarts) {
        return "{name: app, restartCount: " + restarts + ", state: {waiting: {reason: " + reason + ", message: '"
                + message.replace("'", "''") + "'}}}";
    }

    private static String backOff(int code, int restarts) {
        return "{name: app, restartCount: " + restarts
                + ", state: {waiting: {reason: CrashLoopBackOff}}, lastState: {terminated: {exitCode: " + code + "}}}";
    }

    private static String running(int restarts) {
        return "{name: app, restartCount: " + restarts + ", state: {running: {}}}";
    }

    private static String terminated(int code, int restarts) {
        return "{name: app, restartCount: " + restarts + ", state: {terminated: {exitCode: " + code + "}}}";
    }
}
