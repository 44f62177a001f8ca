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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Removes images of a project that nobody needs any more, and the records about them. Reads everything first, and deletes
 * nothing unless all of it could be read.
 *
 * <p>An image stays that a cluster uses, that Git history wants, that was built recently, that is on the keep list, that is of
 * another project, or whose manifest is also that of a tag or a part of an index that stays. Builds that run at the same time
 * keep their images by the records that they publish, see {@link CleanupMark}.
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
        DeletionPlan plan = new Run(task).plan();
        return new CleanupResult(
                "cleanup", true, task.repository().toString(), plan.staying(), plan.going(), List.of());
    }

    /**
     * Cleans up. Blocks; an interrupt ends it between two requests.
     *
     * @throws CleanupStoppedException if something cannot be found out, the registry does not delete, or another cleanup is at
     *     it; nothing was deleted
     * @throws DeletionFailedException if the registry did not delete everything that was to go
     */
    public CleanupResult clean(CleanupTask task) {
        Run run = new Run(task);
        return new Deletion(registry, task.repository(), task.config().project(), clock)
                .run("cleanup", run.plan(), run::again);
    }

    /** What is known in one run. */
    private final class Run {

        private final CleanupTask task;
        private final RepositoryReader reader;
        private @Nullable Planning planning;

        Run(CleanupTask task) {
            this.task = task;
            this.reader = new RepositoryReader(registry, task.repository());
        }

        DeletionPlan plan() {
            try {
                return task.config().cleanup().disabled() ? DeletionPlan.nothing(List.of()) : decide();
            } catch (WerfException e) {
                throw new CleanupStoppedException(task.repository().toString(), e);
            }
        }

        private DeletionPlan decide() {
            Contents contents = reader.contents();
            if (contents.images().isEmpty() && contents.records().isEmpty()) {
                return DeletionPlan.nothing(List.of());
            }
            CleanupDecision decision = new CleanupDecision(facts(task, contents));
            Map<String, ImageDetails> details = new HashMap<>(reader.identify(decision.toIdentify()));
            details.putAll(reader.open(decision.toOpen()));
            Map<String, ImageDetails> all = new HashMap<>(details);
            all.putAll(reader.identify(decision.toDate(details)));
            List<Verdict> verdicts = decision.decide(all);
            if (verdicts.stream().allMatch(Verdict::stays)) {
                return DeletionPlan.nothing(verdicts);
            }
            Planning made = new Planning(reader, contents, details);
            planning = made;
            return made.plan(verdicts, contents);
        }

        DeletionPlan again(DeletionPlan last) {
            return Objects.requireNonNull(planning, "a plan").plan(last.verdicts(), reader.contents());
        }
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
