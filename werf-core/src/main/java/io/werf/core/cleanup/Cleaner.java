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
import io.werf.core.registry.Repository;
import io.werf.core.registry.vendor.ImageRemovers;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
    private final ImageRemovers removers;
    private final Clock clock;

    /** Reads by the client and deletes by the removers. */
    public Cleaner(RegistryClient registry, ImageRemovers removers, Clock clock) {
        this.registry = registry;
        this.removers = removers;
        this.clock = clock;
    }

    /**
     * Says what {@link #clean} would do. Deletes nothing; may fetch from the origin of the Git repository.
     *
     * @throws CleanupStoppedException if something cannot be found out
     */
    public CleanupResult dryRun(CleanupTask task) {
        Run run = new Run(task);
        DeletionPlan plan = run.plan();
        CleanupResult result = new CleanupResult(
                "cleanup",
                true,
                task.repository().toString(),
                Optional.empty(),
                plan.staying(),
                plan.going(),
                List.of());
        Set<String> going = plan.going().stream().map(Verdict::tag).collect(Collectors.toSet());
        return run.withFinalImages(result, going);
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
        CleanupResult result = new Deletion(
                        registry, removers, task.repository(), task.config().project(), clock)
                .run("cleanup", run.plan(), run::again);
        return run.withFinalImages(result, Set.of());
    }

    /** What is known in one run. */
    private final class Run {

        private final CleanupTask task;
        private final RepositoryReader reader;
        private final ClusterUse use;
        private List<CustomTag> customTags = List.of();
        private @Nullable Planning planning;

        Run(CleanupTask task) {
            this.task = task;
            List<Repository> repositories = new ArrayList<>(List.of(task.repository()));
            task.finalRepository().ifPresent(repositories::add);
            this.use = new ClusterUse(repositories);
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
            customTags = reader.customTags(contents, task.config().project());
            CleanupDecision decision = new CleanupDecision(facts(contents));
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

        /** @param going images that are only there because nothing is deleted in a dry run */
        CleanupResult withFinalImages(CleanupResult result, Set<String> going) {
            if (task.finalRepository().isEmpty() || task.config().cleanup().disabled()) {
                return result;
            }
            FinalImages images = new FinalImages(
                    registry,
                    removers,
                    task.finalRepository().get(),
                    task.config().project(),
                    clock);
            return result.with(images.clean(
                    result.dryRun(), new FinalImages.Reasons(() -> images(going), use, customTags, task.keep())));
        }

        private Set<String> images(Set<String> going) {
            Set<String> images = new HashSet<>(reader.contents().images());
            images.removeAll(going);
            return images;
        }

        private CleanupDecision.Facts facts(Contents contents) {
            CleanupConfig config = task.config().cleanup();
            Optional<History> history = config.gitHistoryPolicy()
                    ? Optional.of(history(task.git(), task.config().gitWorktree()))
                    : Optional.empty();
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
                    customTags,
                    task.keep(),
                    task.recent().orElse(configured),
                    clock.instant());
        }
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
