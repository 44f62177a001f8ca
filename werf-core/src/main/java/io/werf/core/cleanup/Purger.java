package io.werf.core.cleanup;

import io.werf.core.error.WerfException;
import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import io.werf.core.registry.UploadTag;
import io.werf.core.registry.vendor.ImageRemovers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final ImageRemovers removers;
    private final Repository repository;
    private final Optional<Repository> finalRepository;
    private final String project;
    private final Clock clock;

    /**
     * @param finalRepository where final images are copied to, if that is another
     * @param project only what is labelled with it goes
     */
    public Purger(
            RegistryClient registry,
            ImageRemovers removers,
            Repository repository,
            Optional<Repository> finalRepository,
            String project,
            Clock clock) {
        this.registry = registry;
        this.removers = removers;
        this.repository = repository;
        this.finalRepository = finalRepository;
        this.project = project;
        this.clock = clock;
    }

    /**
     * Says what {@link #purge} would do.
     *
     * @throws CleanupStoppedException if the repository cannot be read
     */
    public CleanupResult dryRun() {
        List<CustomTag> custom = customTags();
        CleanupResult result = dryRun(repository, custom);
        return finalRepository.map(other -> result.with(dryRun(other, custom))).orElse(result);
    }

    private CleanupResult dryRun(Repository where, List<CustomTag> custom) {
        DeletionPlan plan = plan(where, custom);
        return new CleanupResult(
                "purge", true, where.toString(), Optional.empty(), plan.staying(), plan.going(), List.of());
    }

    /**
     * Purges. Blocks; an interrupt ends it between two requests.
     *
     * @throws CleanupStoppedException if the repository cannot be read, or the registry does not delete; nothing was deleted
     * @throws DeletionFailedException if the registry did not delete everything
     */
    public CleanupResult purge() {
        List<CustomTag> custom = customTags();
        // The records of both are in the first: it goes last.
        Optional<CleanupResult> ofFinal = finalRepository.map(other -> purge(other, custom));
        CleanupResult result = purge(repository, custom);
        return ofFinal.map(result::with).orElse(result);
    }

    private CleanupResult purge(Repository where, List<CustomTag> custom) {
        return new Deletion(registry, removers, where, project, clock).run("purge", plan(where, custom), plan -> plan);
    }

    private List<CustomTag> customTags() {
        try {
            RepositoryReader reader = new RepositoryReader(registry, repository);
            return reader.customTags(reader.contents(), project);
        } catch (WerfException e) {
            throw new CleanupStoppedException(repository.toString(), e);
        }
    }

    private DeletionPlan plan(Repository where, List<CustomTag> custom) {
        try {
            RepositoryReader reader = new RepositoryReader(registry, where);
            Contents contents = reader.contents();
            Set<String> tags = new HashSet<>(contents.images());
            contents.uploads().forEach(upload -> tags.add(upload.toString()));
            tags.addAll(contents.managed());
            Map<String, String> names = Names.byHash(project, Set.of(), contents.managed());
            contents.records().stream()
                    .filter(record -> !names.containsKey(record.nameHash()))
                    .forEach(record -> tags.add(record.tag()));
            Map<String, ImageDetails> details = reader.open(tags);
            List<Verdict> verdicts = verdicts(contents, details, custom);
            return verdicts.stream().allMatch(Verdict::stays)
                    ? DeletionPlan.nothing(verdicts)
                    : new Planning(reader, contents, details).plan(verdicts, contents);
        } catch (WerfException e) {
            throw new CleanupStoppedException(where.toString(), e);
        }
    }

    private List<Verdict> verdicts(Contents contents, Map<String, ImageDetails> details, List<CustomTag> custom) {
        List<Verdict> verdicts = new ArrayList<>();
        Map<String, String> otherOwners = new HashMap<>();
        for (CommitRecord record : contents.records()) {
            Optional.ofNullable(details.get(record.tag()))
                    .map(this::owner)
                    .filter(owner -> !owner.isEmpty() && !owner.equals(project))
                    .ifPresent(owner -> otherOwners.put(record.image(), owner));
        }
        Set<String> staying = new HashSet<>();
        for (String tag : contents.images()) {
            Optional.ofNullable(details.get(tag)).map(this::owner).ifPresent(label -> {
                String owner = otherOwners.getOrDefault(tag, label);
                boolean stays = !owner.equals(project);
                if (stays) {
                    staying.add(tag);
                }
                verdicts.add(verdict(Verdict.Kind.IMAGE, tag, owner, Optional.empty(), Optional.empty()));
            });
        }
        for (UploadTag upload : contents.uploads()) {
            String tag = upload.toString();
            Optional.ofNullable(details.get(tag))
                    .map(this::owner)
                    .ifPresent(owner ->
                            verdicts.add(verdict(Verdict.Kind.UPLOAD, tag, owner, Optional.empty(), Optional.empty())));
        }
        for (CustomTag tag : custom) {
            if (contents.others().contains(tag.tag())) {
                verdicts.add(verdict(Verdict.Kind.CUSTOM_TAG, tag.tag(), project, Optional.empty(), Optional.empty()));
            }
        }
        for (CommitRecord record : contents.records()) {
            Verdict goes =
                    verdict(Verdict.Kind.RECORD, record.tag(), project, Optional.empty(), Optional.of(record.commit()));
            verdicts.add(staying.contains(record.image()) ? goes.because(true, "its image stays") : goes);
        }
        for (CustomTag tag : custom) {
            if (contents.customRecords().contains(tag.record())) {
                verdicts.add(verdict(
                        Verdict.Kind.CUSTOM_TAG_RECORD, tag.record(), project, Optional.empty(), Optional.empty()));
            }
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
