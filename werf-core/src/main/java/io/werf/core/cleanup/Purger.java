package io.werf.core.cleanup;

import io.werf.core.error.WerfException;
import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Removes all images of a project from a repository, also those that somebody uses, and all records about them. Images of other
 * projects and tags that are not ours stay.
 */
public final class Purger {

    private final RegistryClient registry;
    private final Repository repository;
    private final String project;
    private final Clock clock;

    /** @param project only what is labelled with it goes */
    public Purger(RegistryClient registry, Repository repository, String project, Clock clock) {
        this.registry = registry;
        this.repository = repository;
        this.project = project;
        this.clock = clock;
    }

    /**
     * Says what {@link #purge} would do.
     *
     * @throws CleanupStoppedException if the repository cannot be read
     */
    public CleanupResult dryRun() {
        DeletionPlan plan = plan();
        return new CleanupResult("purge", true, repository.toString(), plan.staying(), plan.going(), List.of());
    }

    /**
     * Purges. Blocks; an interrupt ends it between two requests.
     *
     * @throws CleanupStoppedException if the repository cannot be read, or the registry does not delete; nothing was deleted
     * @throws DeletionFailedException if the registry did not delete everything
     */
    public CleanupResult purge() {
        return new Deletion(registry, repository, project, clock).run("purge", plan(), plan -> plan);
    }

    private DeletionPlan plan() {
        try {
            RepositoryReader reader = new RepositoryReader(registry, repository);
            Contents contents = reader.contents();
            Set<String> tags = new HashSet<>(contents.images());
            tags.addAll(contents.managed());
            Map<String, ImageDetails> details = reader.open(tags);
            List<Verdict> verdicts = verdicts(contents, details);
            return verdicts.stream().allMatch(Verdict::stays)
                    ? DeletionPlan.nothing(verdicts)
                    : new Planning(reader, contents, details).plan(verdicts, contents);
        } catch (WerfException e) {
            throw new CleanupStoppedException(repository.toString(), e);
        }
    }

    private List<Verdict> verdicts(Contents contents, Map<String, ImageDetails> details) {
        List<Verdict> verdicts = new ArrayList<>();
        Set<String> staying = new HashSet<>();
        for (String tag : contents.images()) {
            Optional.ofNullable(details.get(tag)).map(this::owner).ifPresent(owner -> {
                boolean stays = !owner.equals(project);
                if (stays) {
                    staying.add(tag);
                }
                verdicts.add(verdict(Verdict.Kind.IMAGE, tag, owner, Optional.empty(), Optional.empty()));
            });
        }
        for (CommitRecord record : contents.records()) {
            Verdict goes =
                    verdict(Verdict.Kind.RECORD, record.tag(), project, Optional.empty(), Optional.of(record.commit()));
            verdicts.add(staying.contains(record.image()) ? goes.because(true, "its image stays") : goes);
        }
        for (String tag : contents.managed()) {
            Optional.ofNullable(details.get(tag))
                    .map(this::owner)
                    .ifPresent(owner -> verdicts.add(verdict(
                            Verdict.Kind.MANAGED_IMAGE,
                            tag,
                            owner,
                            Optional.of(TagName.managedName(tag)),
                            Optional.empty())));
        }
        return verdicts;
    }

    private String owner(ImageDetails details) {
        return details.labels().getOrDefault("werf", "");
    }

    private Verdict verdict(
            Verdict.Kind kind, String tag, String owner, Optional<String> name, Optional<String> commit) {
        boolean goes = owner.equals(project);
        return new Verdict(
                kind,
                tag,
                !goes,
                goes ? "everything of the project goes" : owner.isEmpty() ? "of unknown origin" : "of project " + owner,
                name,
                commit);
    }
}
