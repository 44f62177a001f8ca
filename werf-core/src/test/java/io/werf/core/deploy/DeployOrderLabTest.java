package io.werf.core.deploy;

import static io.werf.core.deploy.LabRelease.job;
import static io.werf.core.deploy.LabRelease.map;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.werf.core.deploy.DeployReport.Status;
import io.werf.core.event.Event;
import io.werf.core.kube.KubeObject;
import io.werf.core.kube.ResourceId;
import io.werf.core.lab.NeedsLab;
import io.werf.core.plan.DependencyCycleException;
import io.werf.core.track.InvalidAnnotationException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What comes before what, on a real cluster. */
@NeedsLab(NeedsLab.Server.KUBERNETES)
@Timeout(300)
class DeployOrderLabTest {

    private final LabRelease release = new LabRelease();

    @AfterEach
    void remove() {
        release.close();
    }

    @Test
    void anObjectWaitsUntilAnotherIsReady() {
        release.converge(
                map("after", "werf.io/deploy-dependency-job: 'state=ready,kind=Job,name=migrate'"),
                job("migrate", "sleep 1", ""),
                map("first", "werf.io/weight: '-1'"));

        assertThat(release.changes())
                .containsSubsequence("created ConfigMap/first", "created Job/migrate", "created ConfigMap/after");
        KubeObject job = release.live("batch", "Job", "migrate").orElseThrow();
        KubeObject after = release.live("", "ConfigMap", "after").orElseThrow();
        assertThat(creation(after)).isGreaterThanOrEqualTo(completion(job));
    }

    private static String creation(KubeObject object) {
        return String.valueOf(((Map<?, ?>) object.body().get("metadata")).get("creationTimestamp"));
    }

    private static String completion(KubeObject job) {
        return String.valueOf(((Map<?, ?>) job.body().get("status")).get("completionTime"));
    }

    @Test
    void aHookThatIsNotDeletedBeforeRunsOnlyWhenItHasChanged() {
        String annotations =
                "helm.sh/hook: 'pre-install,pre-upgrade'," + " werf.io/delete-policy: before-creation-if-immutable";
        release.converge(job("migrate", "true", annotations));

        assertThat(release.converge(job("migrate", "true", annotations)).status())
                .isEqualTo(Status.SKIPPED);
        assertThat(release.converge(job("migrate", "echo more", annotations)).completedOperations())
                .contains("recreate: Job/migrate");
    }

    @Test
    void aHookOfTheUsualPolicyRunsWithEachDeploy() {
        String hook = job("migrate", "true", "helm.sh/hook: 'pre-install,pre-upgrade'");
        release.converge(hook);

        assertThat(release.converge(hook).completedOperations()).contains("recreate: Job/migrate");
    }

    @Test
    void anObjectWaitsForOneOutsideOfTheRelease() throws Exception {
        TargetNamespace.ensure(release.real, release.namespace, LabRelease.TIMEOUT, event -> {}, Clock.systemUTC());
        CompletableFuture<DeployReport> run = CompletableFuture.supplyAsync(() -> release.converge(
                map("a", "cert.external-dependency.werf.io/resource: 'cm/theirs'"),
                map("c", "cert.external-dependency.werf.io: 'v1:ConfigMap:theirs'"),
                map("b", "")));
        release.heard.await(event -> event instanceof Event.RolloutProgress waiting
                && waiting.resource().equals("ConfigMap/theirs")
                && waiting.state().equals("awaited, not part of the release"));
        release.heard.await(event -> event instanceof Event.ResourceChanged change
                && change.resource().equals("ConfigMap/b"));
        assertThat(release.live("", "ConfigMap", "a")).isEmpty();

        release.real.create(new KubeObject(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                Map.of("name", "theirs", "namespace", release.namespace))));

        assertThat(run.get().completedOperations())
                .contains("create: ConfigMap/a", "create: ConfigMap/c", "track presence: ConfigMap/theirs");
    }

    @Test
    void aHookForBeforeAndAfterThatIsDeletedInBetweenRunsTwice() {
        String hook = job(
                "both",
                "true",
                "helm.sh/hook: 'pre-install,post-install', 'helm.sh/hook-delete-policy': hook-succeeded");
        release.converge(map("app", ""), hook);
        assertThat(release.changes())
                .containsSubsequence(
                        "created Job/both",
                        "deleted Job/both",
                        "created ConfigMap/app",
                        "created Job/both",
                        "deleted Job/both");
    }

    @Test
    void hooksRunAroundADismissal() {
        release.converge(
                map("app", ""),
                job("before", "true", "helm.sh/hook: pre-delete"),
                job("after", "true", "'helm.sh/hook': post-delete, 'helm.sh/hook-delete-policy': hook-succeeded"));
        assertThat(release.changes()).endsWith("created ConfigMap/app");
        release.events.clear();

        DeployReport report = release.deployer.dismiss("shop", release.namespace, false, LabRelease.TIMEOUT);

        assertThat(report.status()).isEqualTo(Status.UNINSTALLED);
        assertThat(release.changes())
                .containsExactly(
                        "created Job/before", "deleted ConfigMap/app", "created Job/after", "deleted Job/after");
        assertThat(report.completedOperations()).contains("track readiness: Job/before");
    }

    @Test
    void aDismissalTakesTheNamespaceIfItIsTold() {
        release.converge(map("app", ""));

        DeployReport report = release.deployer.dismiss("shop", release.namespace, true, LabRelease.TIMEOUT);

        assertThat(report.completedOperations())
                .containsExactly("delete: ConfigMap/app", "delete: Namespace/" + release.namespace);
        assertThat(release.real.get(new ResourceId("", "v1", "Namespace", "", release.namespace)))
                .isEmpty();
        assertThat(release.deployer
                        .dismiss("shop", release.namespace, true, LabRelease.TIMEOUT)
                        .status())
                .isEqualTo(Status.SKIPPED);
    }

    @Test
    void aFailedHookGoesByItsPolicyAndOthersStay() {
        assertThatThrownBy(() -> release.converge(
                        map("app", ""),
                        job("goes", "exit 3", "helm.sh/hook: pre-install, helm.sh/hook-delete-policy: hook-failed")))
                .isInstanceOf(ReleaseFailedException.class)
                .hasMessageContaining("Job/goes failed");

        assertThat(release.live("batch", "Job", "goes")).isEmpty();
        assertThat(release.live("", "ConfigMap", "app")).isEmpty();

        assertThatThrownBy(() -> release.converge(job("stays", "exit 3", "helm.sh/hook: pre-install")))
                .isInstanceOf(ReleaseFailedException.class);
        assertThat(release.live("batch", "Job", "stays")).isPresent();
    }

    @Test
    void aRollbackRunsItsHooks() {
        String hook = job("hook", "true", "helm.sh/hook: post-rollback");
        release.converge(map("app", ""), hook);
        release.converge(map("other", ""), hook);
        release.events.clear();

        release.deployer.rollback(new RollbackRequest(
                "shop", release.namespace, java.util.Optional.empty(), Map.of(), LabRelease.TIMEOUT, 5));

        assertThat(release.changes())
                .containsExactly("deleted ConfigMap/other", "created ConfigMap/app", "created Job/hook");
    }

    @Test
    void objectsThatOthersNeedGoLast() {
        String account = "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: robot}\n";
        String binding = "apiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: b}\n"
                + "roleRef: {kind: Role, name: reader, apiGroup: rbac.authorization.k8s.io}\n"
                + "subjects: [{kind: ServiceAccount, name: robot}]\n";
        String role = "apiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: reader}\nrules: []\n";
        String late = map("late", "werf.io/delete-dependency-x: 'state=absent,kind=ServiceAccount'");
        release.converge(late, account, binding, role, map("stays", "werf.io/resource-policy: skip-delete"));
        release.events.clear();

        release.converge(map("new", ""));

        assertThat(release.changes())
                .containsSubsequence("deleted RoleBinding/b", "deleted ServiceAccount/robot", "deleted ConfigMap/late")
                .containsSubsequence("deleted RoleBinding/b", "deleted Role/reader")
                .endsWith("created ConfigMap/new");
        assertThat(release.live("", "ConfigMap", "stays")).isPresent();
    }

    @Test
    void nothingIsWrittenWhenAnnotationsAreWrong() {
        assertThatThrownBy(() -> release.converge(map("a", "werf.io/no-activity-timeout: soon")))
                .isInstanceOf(InvalidAnnotationException.class);
        assertThatThrownBy(() -> release.converge(
                        map("a", "werf.io/deploy-dependency-x: 'state=ready,name=b'"),
                        map("b", "werf.io/deploy-dependency-x: 'state=ready,name=a'")))
                .isInstanceOf(DependencyCycleException.class);

        assertThat(release.counting.writes()).isEqualTo(List.of());
    }
}
