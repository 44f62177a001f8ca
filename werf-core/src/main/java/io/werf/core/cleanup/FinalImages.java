package io.werf.core.cleanup;

import io.werf.core.error.WerfException;
import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import io.werf.core.registry.vendor.ImageRemovers;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The repository that final images are copied to: what the repository of all images does not have any more goes there too, unless
 * a cluster uses it. Where that has no images at all, nothing goes: it is rather the wrong one.
 */
final class FinalImages {

    private final RegistryClient registry;
    private final ImageRemovers removers;
    private final Repository repository;
    private final String project;
    private final Clock clock;
    private final RepositoryReader reader;

    FinalImages(RegistryClient registry, ImageRemovers removers, Repository repository, String project, Clock clock) {
        this.registry = registry;
        this.removers = removers;
        this.repository = repository;
        this.project = project;
        this.clock = clock;
        this.reader = new RepositoryReader(registry, repository);
    }

    /**
     * What keeps images here.
     *
     * @param primary tags of the images in the repository of all images; asked after this repository was read, because a build
     *     writes there first
     * @param custom tags that somebody chose
     * @param keep tags that stay in any case
     */
    record Reasons(Supplier<Set<String>> primary, ClusterUse use, List<CustomTag> custom, Set<String> keep) {}

    /** @throws CleanupStoppedException if something cannot be found out */
    CleanupResult clean(boolean dryRun, Reasons reasons) {
        Contents contents;
        DeletionPlan plan;
        Planning planning;
        try {
            contents = reader.contents();
            Set<String> primary = reasons.primary().get();
            Set<String> candidates = contents.images().stream()
                    .filter(image -> kept(image, primary, reasons).isEmpty())
                    .collect(Collectors.toSet());
            Map<String, ImageDetails> details = reader.open(candidates);
            planning = new Planning(reader, contents, details);
            plan = planning.plan(verdicts(contents, primary, details, reasons), contents);
        } catch (WerfException e) {
            throw new CleanupStoppedException(repository.toString(), e);
        }
        if (dryRun) {
            return new CleanupResult(
                    "cleanup", true, repository.toString(), Optional.empty(), plan.staying(), plan.going(), List.of());
        }
        return new Deletion(registry, removers, repository, project, clock).run("cleanup", plan, last -> {
            Set<String> primary = reasons.primary().get();
            List<Verdict> verdicts = last.verdicts().stream()
                    .map(verdict -> !verdict.stays() && primary.contains(verdict.tag())
                            ? verdict.because(true, "its image stays")
                            : verdict)
                    .toList();
            return planning.plan(verdicts, reader.contents());
        });
    }

    private List<Verdict> verdicts(
            Contents contents, Set<String> primary, Map<String, ImageDetails> details, Reasons reasons) {
        List<Verdict> verdicts = new ArrayList<>();
        for (String image : contents.images()) {
            Optional<String> kept = kept(image, primary, reasons);
            ImageDetails looked = details.get(image);
            if (kept.isEmpty() && looked != null) {
                kept = reasons.use()
                        .userOf(looked.digest())
                        .or(() -> reasons.use().userOfAny(looked.parts()))
                        .map(user -> "runs in " + user)
                        .or(() -> Optional.of("not of project " + project)
                                .filter(not -> !project.equals(looked.labels().get("werf"))));
            }
            if (kept.isPresent() || looked != null) {
                verdicts.add(verdict(
                        Verdict.Kind.IMAGE, image, kept, "the repository of all images does not have it any more"));
            }
        }
        Set<String> going = verdicts.stream()
                .filter(verdict -> !verdict.stays())
                .map(Verdict::tag)
                .collect(Collectors.toSet());
        for (CustomTag custom : reasons.custom()) {
            if (contents.others().contains(custom.tag())) {
                verdicts.add(verdict(
                        Verdict.Kind.CUSTOM_TAG,
                        custom.tag(),
                        Optional.of("its image stays").filter(stays -> !going.contains(custom.image())),
                        "its image goes"));
            }
        }
        return verdicts;
    }

    private static Optional<String> kept(String image, Set<String> primary, Reasons reasons) {
        if (primary.isEmpty()) {
            return Optional.of("the repository of all images is empty");
        }
        if (primary.contains(image)) {
            return Optional.of("in the repository of all images");
        }
        return reasons.use()
                .userOf(image)
                .or(() -> reasons.use()
                        .userOfAny(reasons.custom().stream()
                                .filter(custom -> custom.image().equals(image))
                                .map(CustomTag::tag)
                                .toList()))
                .map(user -> "runs in " + user)
                .or(() -> Optional.of("on the keep list")
                        .filter(on -> reasons.keep().contains(image)));
    }

    private static Verdict verdict(Verdict.Kind kind, String tag, Optional<String> kept, String otherwise) {
        return new Verdict(kind, tag, kept.isPresent(), kept.orElse(otherwise), Optional.empty(), Optional.empty());
    }
}
