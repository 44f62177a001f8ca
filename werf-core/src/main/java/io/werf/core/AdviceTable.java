package io.werf.core;

import io.werf.core.build.BasePlatformException;
import io.werf.core.build.BuildFailedException;
import io.werf.core.build.LocalEngineException;
import io.werf.core.build.NoBackendException;
import io.werf.core.build.OldBuilderException;
import io.werf.core.build.PushFailedException;
import io.werf.core.build.SecretUnreadableException;
import io.werf.core.build.TriggerFilesException;
import io.werf.core.chart.ChartArchiveException;
import io.werf.core.chart.ChartException;
import io.werf.core.chart.ChartNotFoundException;
import io.werf.core.chart.ChartTooLargeException;
import io.werf.core.chart.MissingDependencyException;
import io.werf.core.chart.SetExpressionException;
import io.werf.core.chart.UnsupportedChartException;
import io.werf.core.chart.ValuesException;
import io.werf.core.chart.ValuesSchemaException;
import io.werf.core.chart.dependency.ChartDependencyException;
import io.werf.core.chart.dependency.ChartDownloadException;
import io.werf.core.chart.dependency.ChartLockException;
import io.werf.core.cleanup.CleanupRunningException;
import io.werf.core.cleanup.CleanupStoppedException;
import io.werf.core.cleanup.DeletionFailedException;
import io.werf.core.cleanup.InvalidKeepPolicyException;
import io.werf.core.cleanup.ShallowCloneException;
import io.werf.core.config.ConfigException;
import io.werf.core.config.GiterminismException;
import io.werf.core.config.IncludesException;
import io.werf.core.config.InvalidNameException;
import io.werf.core.config.InvalidPatternException;
import io.werf.core.config.NoWerfConfigException;
import io.werf.core.config.UnknownImageException;
import io.werf.core.data.JsonException;
import io.werf.core.data.YamlException;
import io.werf.core.deploy.DeployFailedException;
import io.werf.core.deploy.DeployInterruptedException;
import io.werf.core.deploy.DeployTimeoutException;
import io.werf.core.deploy.ExternalDependencyException;
import io.werf.core.deploy.LockLostException;
import io.werf.core.deploy.LockTimeoutException;
import io.werf.core.deploy.PlanFileException;
import io.werf.core.deploy.PlanOutdatedException;
import io.werf.core.deploy.ReleaseFailedException;
import io.werf.core.error.SeveralProblemsException;
import io.werf.core.error.WerfException;
import io.werf.core.git.FetchException;
import io.werf.core.git.FileNameException;
import io.werf.core.git.GitReadException;
import io.werf.core.git.InvalidGitRepositoryException;
import io.werf.core.git.LinkException;
import io.werf.core.git.NoCommitException;
import io.werf.core.git.NoOriginException;
import io.werf.core.git.NotAGitRepositoryException;
import io.werf.core.git.UncommittedFilesException;
import io.werf.core.git.WorkFileChangedException;
import io.werf.core.image.AddedFileException;
import io.werf.core.image.CopySourceException;
import io.werf.core.image.DockerIgnoreException;
import io.werf.core.image.DockerfileException;
import io.werf.core.image.DockerfileMissingException;
import io.werf.core.image.JavaModuleException;
import io.werf.core.image.MainClassException;
import io.werf.core.image.UnknownTargetException;
import io.werf.core.kube.KubeApiException;
import io.werf.core.kube.KubeConnectionException;
import io.werf.core.kube.ProxyLoginException;
import io.werf.core.kube.UnknownKindException;
import io.werf.core.net.ProxyAddressException;
import io.werf.core.plan.DependencyCycleException;
import io.werf.core.plan.ImmutableFieldException;
import io.werf.core.plan.ObjectRefusedException;
import io.werf.core.plan.OwnershipException;
import io.werf.core.plan.PictureException;
import io.werf.core.plan.ResourceException;
import io.werf.core.registry.BlobUnreadableException;
import io.werf.core.registry.CertificateFileException;
import io.werf.core.registry.DockerConfigException;
import io.werf.core.registry.InvalidRepositoryException;
import io.werf.core.registry.RegistryErrorException;
import io.werf.core.registry.RegistryRefusedException;
import io.werf.core.registry.RegistryUnreachableException;
import io.werf.core.registry.vendor.NoVendorCredentialsException;
import io.werf.core.release.ReleaseNotFoundException;
import io.werf.core.release.ReleaseRecordException;
import io.werf.core.release.ReleaseTooLargeException;
import io.werf.core.release.RevisionNotFoundException;
import io.werf.core.secret.DecryptionException;
import io.werf.core.secret.NoSecretKeyException;
import io.werf.core.secret.SecretEditorException;
import io.werf.core.secret.SecretFileException;
import io.werf.core.secret.SecretKeyException;
import io.werf.core.secret.SecretValuesException;
import io.werf.core.template.TemplateException;
import io.werf.core.template.functions.FunctionException;
import io.werf.core.track.InvalidAnnotationException;
import io.werf.core.track.RolloutFailedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The entries of {@link Advice}, by room. */
final class AdviceTable {

    /** Errors that the application's own code or configuration causes. */
    static final Set<Class<? extends WerfException>> FAULTS_OF_THE_APPLICATION = Set.of(
            BuildFailedException.class,
            RolloutFailedException.class,
            ReleaseFailedException.class,
            DeployFailedException.class,
            DeployTimeoutException.class,
            LintFailedException.class);

    private final Map<Class<? extends WerfException>, Function<WerfException, String>> entries = new HashMap<>();

    private AdviceTable() {}

    static Map<Class<? extends WerfException>, Function<WerfException, String>> make() {
        AdviceTable table = new AdviceTable();
        table.git();
        table.configuration();
        table.images();
        table.registry();
        table.charts();
        table.cluster();
        table.deploys();
        table.cleanup();
        return Map.copyOf(table.entries);
    }

    private void git() {
        put(
                FetchException.class,
                "Check that  git fetch origin  works here; the job may lack credentials for the repository. Or have CI clone"
                        + " the whole history (GitLab:  GIT_DEPTH: 0 ; GitHub:  fetch-depth: 0 ; Jenkins: no shallow clone) and"
                        + " set  gitWorktree.allowFetchOriginBranchesAndTags: false  in werf.yaml.");
        put(NoOriginException.class, "Add the remote that history is kept in:  git remote add origin URL");
        put(
                NotAGitRepositoryException.class,
                "Run it in a Git work tree, or make one:  git init && git add . && git commit");
        put(
                InvalidGitRepositoryException.class,
                "Use a normal clone or work tree. A linked work tree that was moved:  git worktree repair");
        put(NoCommitException.class, "Commit first:  git add . && git commit");
        put(
                GitReadException.class,
                "Check the repository with  git fsck ; fetch what a partial clone lacks, or clone again.");
        put(FileNameException.class, "Set a locale with UTF-8 before Maven starts:  export LC_ALL=C.UTF-8");
        put(LinkException.class, "Make the link relative, to a committed file inside the project directory.");
        put(
                UncommittedFilesException.class,
                e -> "Commit them:  " + e.commitCommand() + "\nTo work with uncommitted files:  -Dwerf.dev"
                        + (e.isInSubmodules() ? "  (takes submodules as they are committed)" : ""));
        put(WorkFileChangedException.class, "Run it again when nothing writes that file.");
    }

    private void configuration() {
        put(
                NoWerfConfigException.class,
                "Commit a werf.yaml with the lines \"project: NAME\" and \"configVersion: 1\", or name the file:  -Dwerf.config=PATH");
        put(
                IncludesException.class,
                "Copy what it includes into this repository, commit that, and remove werf-includes.yaml and its lock file.");
        put(
                GiterminismException.class,
                e -> "If the result may depend on it, allow it in " + e.rulesFile() + " and commit that:\n\n"
                        + e.remedy());
        put(InvalidPatternException.class, "Correct the pattern: * and ? stay in one directory, ** is any depth.");
        put(ConfigException.class, "Correct werf.yaml at that place and commit it.");
        put(
                InvalidNameException.class,
                "Give a name of lower-case letters, digits and dashes, or leave slugging on in the deploy section of werf.yaml.");
        put(YamlException.class, "Correct the file at that place and commit it.");
        put(
                JsonException.class,
                "Something that is no server of the expected kind may have answered: check addresses and proxies.");
        put(
                NoSecretKeyException.class,
                e -> e.lookedIn().size() == 1
                        ? "Set " + e.lookedIn().get(0) + " to the key that the secrets were encrypted with until now."
                        : "Set WERF_SECRET_KEY, or put the key into .werf_secret_key in the project directory and keep that out of Git.");
        put(
                SecretFileException.class,
                "Check that the file is there (the chart: -Dwerf.chartDir), is no link, and may be read and written.");
        put(
                SecretEditorException.class,
                "Name an editor that waits until the file is closed:  VISUAL='code --wait'  or  EDITOR=vi.");
        put(SecretKeyException.class, "A key is 32, 48 or 64 hexadecimal digits: correct it there.");
        put(
                SecretValuesException.class,
                "Correct the file at that place;  mvn werf:secret-edit-values  edits it decrypted.");
        put(DecryptionException.class, "Use the key that the text was encrypted with, or encrypt the value anew.");
    }

    private void images() {
        put(
                DockerfileMissingException.class,
                "Commit the Dockerfile, or correct dockerfile: and context: in werf.yaml.");
        put(DockerfileException.class, "Correct the Dockerfile at that place and commit it.");
        put(DockerIgnoreException.class, "Correct the pattern and commit the file.");
        put(UnknownImageException.class, "Name images as werf.yaml does:  -Dwerf.images=backend,worker");
        put(UnknownTargetException.class, "Correct target: in werf.yaml, or name the stage:  FROM … AS NAME");
        put(CopySourceException.class, ImageAdvice::notTaken);
        put(
                AddedFileException.class,
                "Make the file first, for example:  mvn package ; or correct contextAddFiles: in werf.yaml.");
        put(
                JavaModuleException.class,
                "Name the directory of a module in jib: of werf.yaml, and compile in the same run:  mvn compile werf:build");
        put(MainClassException.class, "Name the class in jib: of werf.yaml:  mainClass: shop.Main");
        put(
                SecretUnreadableException.class,
                "Set the variable or put the file where the run is, or correct secrets: in werf.yaml.");
        put(
                NoRepositoryException.class,
                "Say where images are kept:  -Dwerf.repo=registry.example.com/team/shop  (or WERF_REPO). To try it without a registry:  -Dwerf.sandbox");
        put(
                ImagesNotBuiltException.class,
                "Build them first:  mvn werf:build  with the same commit and repository, or leave -Dwerf.requireBuiltImages out.");
        put(
                BuildReportException.class,
                "Write it anew for this commit:  mvn werf:build -Dwerf.saveBuildReport  (its path: -Dwerf.buildReportPath)");
        put(CustomTagException.class, CustomTagException::remedy);
        put(UnknownBackendException.class, "Leave it to the default:  -Dwerf.backend=auto");
        put(
                NoBackendException.class,
                "Install docker with the buildx plugin and start its Engine; a Dockerfile without RUN needs neither.");
        put(BuildFailedException.class, ImageAdvice::failed);
        put(
                BasePlatformException.class,
                "Take a base image that is made for it, or that platform out of platform: in werf.yaml. If the difference does not matter, the Dockerfile may say  FROM --platform=…");
        put(TriggerFilesException.class, ImageAdvice::triggers);
        put(OldBuilderException.class, ImageAdvice::oldBuilder);
        put(PushFailedException.class, ImageAdvice::notPushed);
    }

    private void registry() {
        put(
                BlobUnreadableException.class,
                "The registry, or a proxy before it, sends broken content. Try again; if it stays so, push that image there anew.");
        put(
                InvalidRepositoryException.class,
                "Give a repository without a tag, for example  -Dwerf.repo=registry.example.com/team/shop");
        put(RegistryUnreachableException.class, ImageAdvice::unreachable);
        put(RegistryRefusedException.class, ImageAdvice::refused);
        put(RegistryErrorException.class, ImageAdvice::registryError);
        put(NoVendorCredentialsException.class, ImageAdvice::noVendorCredentials);
        put(DockerConfigException.class, "Mend or remove that file; docker login writes a new one.");
        put(CertificateFileException.class, "Give a readable PEM file with certificates.");
    }

    private void charts() {
        put(FunctionException.class, "Check the arguments of that function, and the values that it gets.");
        put(
                ChartNotFoundException.class,
                e -> e.isChart()
                        ? "Commit a chart in .helm, or name its directory:  deploy.helmChartDir in werf.yaml"
                        : "Commit that file, or correct its path, which is relative to the project directory.");
        put(ChartException.class, "Correct the chart at that place and commit it.");
        put(ChartArchiveException.class, "Pack that chart anew with  helm package , or unpack it into charts/.");
        put(ChartTooLargeException.class, "Leave large files out of the chart:  .helmignore");
        put(LintFailedException.class, "Correct the chart at these places and commit it.");
        put(TemplateNotFoundException.class, "Give the path of a template that renders to something.");
        put(
                ChartDependencyException.class,
                "Correct dependencies: in Chart.yaml, then  mvn werf:chart-deps  and commit Chart.lock.");
        put(ChartLockException.class, "Run  mvn werf:chart-deps  and commit Chart.lock, or charts/ as well.");
        put(ChartDownloadException.class, NetworkAdvice::notFetched);
        put(
                MissingDependencyException.class,
                "Fetch them:  mvn werf:chart-deps , or put the charts (directories or .tgz) into charts/ and commit them.");
        put(ValuesException.class, "Write a map there, for example  name: {enabled: false} , or rename the value.");
        put(
                ValuesSchemaException.class,
                "Correct those values where they are set: values.yaml, -Dwerf.values files, -Dwerf.set; or the schema.");
        put(UnsupportedChartException.class, "Leave that out of the chart for now.");
        put(
                SetExpressionException.class,
                "Write  name=value , with commas between several; a comma in a value is  \\,");
        put(TemplateException.class, "Correct the template at that place and commit it.");
        put(ResourceException.class, "Correct the chart at that place and commit it.");
        put(InvalidAnnotationException.class, "Correct the annotation's value, or remove it.");
    }

    private void cluster() {
        put(
                KubeConnectionException.class,
                "Check  kubectl version  with the same kubeconfig; others are chosen by  -Dwerf.kubeConfig=FILE  and  -Dwerf.kubeContext=NAME");
        put(ProxyAddressException.class, "Correct it, or name servers that need no proxy in NO_PROXY.");
        put(ProxyLoginException.class, NetworkAdvice.proxyLogin("HTTPS_PROXY, or proxy-url of the kubeconfig"));
        put(KubeApiException.class, AdviceTable::refusedBy);
        put(
                UnknownKindException.class,
                "Correct apiVersion and kind, or install the CRD first; a CRD of the same chart is applied before its objects.");
        put(
                ReleaseRecordException.class,
                "A record of this release in the cluster is damaged: look at  kubectl get secrets -l owner=helm  and remove that revision.");
        put(
                ReleaseNotFoundException.class,
                "Check release, namespace and context:  -Dwerf.release , -Dwerf.namespace , -Dwerf.env , -Dwerf.kubeContext");
        put(RevisionNotFoundException.class, "Choose one of these:  -Dwerf.revision=N");
        put(
                ReleaseTooLargeException.class,
                "Make the chart smaller: large files in it can be values of their own ConfigMap instead.");
    }

    private static String adviceOnEach(SeveralProblemsException e) {
        return e.problems().stream().map(Advice::of).distinct().collect(Collectors.joining("\n"));
    }

    private static String refusedBy(KubeApiException e) {
        if (e.code() == 401) {
            return "Log in to the cluster again: it does not accept the credentials of the kubeconfig.";
        }
        if (e.isForbidden()) {
            return "Give the account that right, or use another context:  -Dwerf.kubeContext=NAME";
        }
        return "The API server's message says what it does not accept.";
    }

    private void deploys() {
        put(SeveralProblemsException.class, AdviceTable::adviceOnEach);
        put(
                DependencyCycleException.class,
                "Remove one of the annotations werf.io/deploy-dependency-… that make this circle.");
        put(
                OwnershipException.class,
                "Remove these objects from the chart or delete them; or take them over, when their owner has no more use for them:"
                        + "  -Dwerf.forceAdoption");
        put(
                ImmutableFieldException.class,
                "Give the object another name, delete it first, or allow its re-creation by the annotation  werf.io/delete-policy: before-creation-if-immutable");
        put(
                ObjectRefusedException.class,
                e -> e.foreignFields().isEmpty()
                        ? "Correct the chart at that place; the API server's message says what it does not accept."
                        : "Take what others have set out of the live object ( kubectl edit ), or put it into the chart.");
        put(
                DeployFailedException.class,
                "The API server's message says what it does not accept; correct the chart at that place.");
        put(
                ExternalDependencyException.class,
                "Create it, or correct the annotation external-dependency.werf.io; the next run goes on from here.");
        put(RolloutFailedException.class, e -> RolloutAdvice.of(e.failure()));
        put(ReleaseFailedException.class, e -> e.getCause() instanceof WerfException cause ? Advice.of(cause) : "");
        put(
                DeployTimeoutException.class,
                e -> (e.heldUp().isEmpty() ? "" : "See that the controller runs that has to take that finalizer away. ")
                        + "Give it more time:  -Dwerf.timeout=20m . What was applied stays; the next run goes on from there.");
        put(DeployInterruptedException.class, "The next run goes on from here.");
        put(PictureException.class, "Give a file that can be written:  -Dwerf.savePlanGraph=plan.svg  or  plan.dot");
        put(PlanFileException.class, "Make the plan anew:  mvn werf:plan -Dwerf.savePlan=FILE");
        put(
                PlanOutdatedException.class,
                "Nothing was written. Make the plan anew:  mvn werf:plan -Dwerf.savePlan=FILE");
        put(
                LockLostException.class,
                "Another deploy of this release took over, or the API server was away for long; run again.");
        put(
                LockTimeoutException.class,
                e -> "Wait for the other deploy (" + e.holder()
                        + ") to end, or give it more time:  -Dwerf.timeout=20m");
    }

    private void cleanup() {
        put(
                ShallowCloneException.class,
                "Clone the whole history (GitLab:  GIT_DEPTH: 0 ; GitHub:  fetch-depth: 0 ; Jenkins: no shallow clone), or allow to fetch it:  gitWorktree.allowUnshallow: true");
        put(
                InvalidKeepPolicyException.class,
                "Correct cleanup.keepPolicies in werf.yaml: between slashes is a regular expression, else a whole name.");
        put(LocalEngineException.class, "See whether docker ps works as this user, and run again.");
        put(CleanupRunningException.class, e -> "Wait for it to end; one at a time is enough.");
        put(CleanupStoppedException.class, e -> Advice.of(e.reason()));
        put(DeletionFailedException.class, e -> Advice.of(e.reason()) + "\nThe next clean-up goes on from here.");
    }

    private <E extends WerfException> void put(Class<E> type, String advice) {
        put(type, error -> advice);
    }

    private <E extends WerfException> void put(Class<E> type, Function<E, String> advice) {
        entries.put(type, error -> advice.apply(type.cast(error)));
    }
}
