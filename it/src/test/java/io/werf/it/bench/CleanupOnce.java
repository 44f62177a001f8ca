package io.werf.it.bench;

import io.werf.core.cleanup.Cleaner;
import io.werf.core.cleanup.CleanupResult;
import io.werf.core.cleanup.CleanupTask;
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
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One clean-up in a JVM of its own: {@code decide|clean DIRECTORY REPOSITORY API-SERVER}. Prints {@code work <ms>},
 * {@code kept <tags>}, {@code deleted <tags>} and {@code heap <bytes>}, the sum of the peaks of the heap's pools.
 */
final class CleanupOnce {

    private CleanupOnce() {}

    public static void main(String[] arguments) {
        long begin = System.nanoTime();
        Clock clock = Clock.systemUTC();
        try (GitRepository git = GitRepository.open(Path.of(arguments[1]));
                KubeClient cluster = KubeClients.connect(URI.create(arguments[3]));
                RegistryClient registry =
                        new RegistryClient(RegistrySettings.defaults(), CredentialStore.none(), clock)) {
            CleanupTask task = new CleanupTask(
                    Repository.parse(arguments[2]),
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
                    true,
                    Set.of(),
                    Optional.empty());
            Cleaner cleaner = new Cleaner(registry, ImageRemovers.byAddress(registry), clock);
            CleanupResult result = arguments[0].equals("decide") ? cleaner.dryRun(task) : cleaner.clean(task);
            System.out.println("kept " + result.kept().size());
            System.out.println("deleted " + result.deleted().size());
        }
        System.out.println("work " + (System.nanoTime() - begin) / 1_000_000);
        System.out.println("heap "
                + ManagementFactory.getMemoryPoolMXBeans().stream()
                        .filter(pool -> pool.getType() == MemoryType.HEAP)
                        .map(MemoryPoolMXBean::getPeakUsage)
                        .mapToLong(usage -> usage.getUsed())
                        .sum());
    }
}
