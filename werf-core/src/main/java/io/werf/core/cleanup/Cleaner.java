package io.werf.core.cleanup;

import io.werf.core.config.CleanupConfig;
import io.werf.core.config.GitWorktreeConfig;
import io.werf.core.config.ImageConfig;
import io.werf.core.error.WerfException;
import io.werf.core.git.GitRepository;
import io.werf.core.git.History;
import io.werf.core.kube.KubeClient;
import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.RegistryClient;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Removes images of a project that nobody needs any more, and the records about them. Reads everything first, and deletes
 * nothing unless all of it could be read.
 *
 * <p>An image stays that a cluster uses, that Git history wants, that was built recently, that is on the keep list, that is of
 * another project, or whose manifest is also that of a tag or a part of an index that stays. Builds that run at the same time
 * keep their images by the record that they publish: it is looked for again right before the first deletion.
 */
public final class Cleaner {

    private final RegistryClient registry;
    private final Clock clock;

    /** Works by that client. */
    public Cleaner(RegistryClient registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
    }

    /**
     * Says what {@link #clean} would do. Deletes nothing; may fetch from the origin of the Git repository.
     *
     * @throws CleanupStoppedException if something cannot be found out
     */
    public CleanupResult dryRun(CleanupTask task) {
        DeletionPlan plan = plan(task);
        return new CleanupResult(
                "cleanup", true, task.repository().toString(), plan.staying(), plan.going(), List.of());
    }

    /**
     * Cleans up. Blocks; an interrupt ends it between two requests.
     *
     * @throws CleanupStoppedException if something cannot be found out, or the registry does not delete; nothing was deleted
     * @throws DeletionFailedException if the registry did not delete everything that was to go
     */
    public CleanupResult clean(CleanupTask task) {
        DeletionPlan plan = plan(task);
        Deletion deletion = new Deletion(registry, task.repository());
        if (!plan.manifests().isEmpty()) {
            deletion.probe();
        }
        return deletion.run("cleanup", plan);
    }

    private DeletionPlan plan(CleanupTask task) {
        try {
            return task.config().cleanup().disabled() ? DeletionPlan.nothing(List.of()) : decide(task);
        } catch (WerfException e) {
            throw new CleanupStoppedException(task.repository().toString(), e);
        }
    }

    private DeletionPlan decide(CleanupTask task) {
        RepositoryReader reader = new RepositoryReader(registry, task.repository());
        Contents contents = reader.contents();
        if (contents.images().isEmpty() && contents.records().isEmpty()) {
            return DeletionPlan.nothing(List.of());
        }
        CleanupDecision decision = new CleanupDecision(facts(task, contents));
        Map<String, ImageDetails> details = new HashMap<>(reader.look(decision.undecided()));
        details.putAll(reader.look(decision.undated(details)));
        List<Verdict> verdicts = decision.decide(details);
        return verdicts.stream().allMatch(Verdict::stays)
                ? DeletionPlan.nothing(verdicts)
                : reader.plan(verdicts, contents, reader.contents(), details);
    }

    private CleanupDecision.Facts facts(CleanupTask task, Contents contents) {
        CleanupConfig config = task.config().cleanup();
        Optional<History> history = config.gitHistoryPolicy()
                ? Optional.of(history(task.git(), task.config().gitWorktree()))
                : Optional.empty();
        ClusterUse use = new ClusterUse();
        if (config.kubernetesPolicy()) {
            for (KubeClient cluster : task.clusters()) {
                new ClusterImages(cluster, task.namespaces(), use).find(task.releases());
            }
        }
        Duration configured = config.recentlyBuiltPolicy()
                ? Duration.ofHours(config.keepImagesBuiltWithinLastHours())
                : Duration.ZERO;
        return new CleanupDecision.Facts(
                task.config().project(),
                task.config().images().stream().map(ImageConfig::name).collect(Collectors.toSet()),
                contents,
                history,
                config.keepPolicies(),
                use,
                task.keep(),
                task.recent().orElse(configured),
                clock.instant());
    }

    /** Branches and tags as the origin has them now, unless {@code gitWorktree} forbids to ask. */
    private static History history(GitRepository git, GitWorktreeConfig config) {
        boolean tolerant = config.forceShallowClone();
        History history = config.allowFetchOriginBranchesAndTags()
                ? git.fetchHistory(config.allowUnshallow() && !tolerant)
                : git.history();
        if (git.isShallow() && !tolerant) {
            throw new ShallowCloneException();
        }
        return history;
    }
}
