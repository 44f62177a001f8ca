package io.werf.core;

import io.werf.core.cleanup.Cleaner;
import io.werf.core.cleanup.CleanupTask;
import io.werf.core.config.WerfConfig;
import io.werf.core.git.GitRepository;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.kube.KubeSettings;
import io.werf.core.registry.Repository;
import java.util.List;
import java.util.Optional;

/** A clean-up with the clusters that its request names. */
final class CleanupPhase {

    private CleanupPhase() {}

    static CleanupReport clean(
            CleanupRequest request,
            WerfConfig config,
            GitRepository git,
            Repository repository,
            Optional<Repository> ofFinal,
            Cleaner cleaner) {
        List<KubeClient> clusters = request.cluster().map(CleanupPhase::settings).orElse(List.of()).stream()
                .map(KubeClients::connect)
                .toList();
        try {
            CleanupTask task = new CleanupTask(
                    repository,
                    ofFinal,
                    config,
                    git,
                    clusters,
                    request.namespaces(),
                    request.releaseRecords(),
                    request.keep(),
                    request.keepBuiltWithin());
            return new CleanupReport(request.dryRun() ? cleaner.dryRun(task) : cleaner.clean(task));
        } finally {
            clusters.forEach(KubeClient::close);
        }
    }

    private static List<KubeSettings> settings(KubeSettings wanted) {
        List<String> contexts = wanted.context().isPresent() ? List.of() : KubeClients.contexts(wanted);
        return contexts.isEmpty()
                ? List.of(wanted)
                : contexts.stream()
                        .map(context -> new KubeSettings(wanted.kubeConfigs(), Optional.of(context)))
                        .toList();
    }
}
