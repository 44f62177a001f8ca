package io.werf.core.cleanup;

import io.werf.core.config.CleanupConfig;
import io.werf.core.config.DeployConfig;
import io.werf.core.config.GitWorktreeConfig;
import io.werf.core.config.WerfConfig;
import io.werf.core.git.GitRepository;
import io.werf.core.kube.KubeClient;
import io.werf.core.kube.KubeClients;
import io.werf.core.registry.CredentialStore;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.RegistrySettings;
import io.werf.core.registry.Repository;
import io.werf.core.registry.vendor.ImageRemovers;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A clean-up as a program, to be killed in the middle. */
final class KilledCleanup {

    private KilledCleanup() {}

    /** @param arguments directory of the clone, repository, address of the API server */
    public static void main(String[] arguments) {
        clean(Path.of(arguments[0]), arguments[1], URI.create(arguments[2]), Clock.systemUTC());
    }

    static CleanupResult clean(Path clone, String repository, URI apiServer, Clock clock) {
        try (GitRepository git = GitRepository.open(clone);
                KubeClient cluster = KubeClients.connect(apiServer);
                RegistryClient registry =
                        new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), clock)) {
            return new Cleaner(registry, ImageRemovers.byAddress(registry), clock)
                    .clean(new CleanupTask(
                            Repository.parse(repository),
                            Optional.empty(),
                            new WerfConfig(
                                    "shop",
                                    DeployConfig.DEFAULT,
                                    List.of(),
                                    CleanupConfig.DEFAULT,
                                    new GitWorktreeConfig(false, true, false)),
                            git,
                            List.of(cluster),
                            List.of(),
                            false,
                            Set.of(),
                            Optional.of(Duration.ZERO)));
        }
    }
}
