package io.werf.core.cleanup;

import io.werf.core.config.CleanupConfig.KeepPolicy;
import io.werf.core.git.History;
import io.werf.core.registry.ImageDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which images stay. Pure: everything it decides by is given to it, in two steps, because what an image says about itself costs
 * requests and matters only for those that nothing else keeps.
 */
final class CleanupDecision {

    /**
     * A commit that no branch has may be on its way into one: its record is not taken away on the day it was written. And no build
     * takes longer.
     */
    private static final Duration FRESH = Duration.ofHours(24);

    /**
     * What is known before images are looked at.
     *
     * @param project only images labelled with it are deleted
     * @param names of the images in {@code werf.yaml}
     * @param history empty when Git history does not count
     * @param policies none means the default ones
     * @param use what clusters use; that of none when they do not count
     * @param customTags that somebody gave images of the project
     * @param keep tags that somebody wants to keep
     * @param recent how long ago an image was built that stays; zero when that does not count
     */
    record Facts(
            String project,
            Set<String> names,
            Contents contents,
            Optional<History> history,
            List<KeepPolicy> policies,
            ClusterUse use,
            List<CustomTag> customTags,
            Set<String> keep,
            Duration recent,
            Instant now) {}

    private final Facts facts;
    private final Map<String, String> nameByHash;
    private final Map<String, List<CommitRecord>> recordsByImage = new HashMap<>();
    private final GitKeeps git;

    CleanupDecision(Facts facts) {
        this.facts = facts;
        this.nameByHash =
                Names.byHash(facts.project(), facts.names(), facts.contents().managed());
        facts.contents()
                .records()
                .forEach(record -> recordsByImage
                        .computeIfAbsent(record.image(), image -> new ArrayList<>())
                        .add(record));
        this.git = facts.history()
                .map(history -> GitKeeps.of(facts.policies(), history, countingRecords(), facts.now()))
                .orElse(GitKeeps.NOTHING);
    }

    /** Records of images that exist, under names that the project has, or had and was not told to forget. */
    private List<CommitRecord> countingRecords() {
        return facts.contents().records().stream()
                .filter(record -> nameByHash.containsKey(record.nameHash())
                        && facts.contents().images().contains(record.image()))
                .toList();
    }

    /**
     * Tags of images that nothing keeps so far and about which their records say the rest: whose they are and when they were
     * built. Of these the manifest is enough.
     */
    Set<String> toIdentify() {
        return candidates(this::isDescribed);
    }

    /**
     * Tags of images that nothing keeps so far and that must say themselves whose they are and when they were built, and of
     * records of images that nothing keeps which may be those of other projects.
     */
    Set<String> toOpen() {
        Set<String> candidates = candidates(image -> true);
        Set<String> tags = candidates(image -> !isDescribed(image));
        strangers().filter(record -> candidates.contains(record.image())).forEach(record -> tags.add(record.tag()));
        return tags;
    }

    /** Records under names that the project does not have: of other projects, or of names that it was told to forget. */
    private Stream<CommitRecord> strangers() {
        return facts.contents().records().stream().filter(this::isStranger);
    }

    private boolean isStranger(CommitRecord record) {
        return !nameByHash.containsKey(record.nameHash());
    }

    /**
     * Tags of records whose time of writing matters: those of commits that no branch has yet, and those of opened images that do
     * not tell their own time, because their build is reproducible byte by byte.
     *
     * @param details of images
     */
    Set<String> toDate(Map<String, ImageDetails> details) {
        Set<String> tags = new LinkedHashSet<>();
        facts.contents().records().stream()
                .filter(record -> record.built().isEmpty() && mayBeFresh(record))
                .forEach(record -> tags.add(record.tag()));
        if (!facts.recent().isZero()) {
            details.forEach((image, looked) -> {
                if (facts.contents().images().contains(image)
                        && !isDescribed(image)
                        && looked.created().isEmpty()
                        && keptBySelf(image, looked, details).isEmpty()) {
                    recordsOf(image).stream()
                            .filter(record -> record.built().isEmpty())
                            .forEach(record -> tags.add(record.tag()));
                }
            });
        }
        tags.removeAll(details.keySet());
        return tags;
    }

    private Set<String> candidates(Predicate<String> wanted) {
        return facts.contents().images().stream()
                .filter(image -> keptAtOnce(image).isEmpty() && wanted.test(image))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether a record says that the image is the project's, and, if that matters, one says when it was built. */
    private boolean isDescribed(String image) {
        return isOurs(image)
                && (facts.recent().isZero()
                        || recordsOf(image).stream()
                                .anyMatch(record -> record.built().isPresent()));
    }

    private boolean isOurs(String image) {
        return recordsOf(image).stream().anyMatch(record -> nameByHash.containsKey(record.nameHash()));
    }

    /**
     * Decides about every image and every record. One that was to be looked at and is not in {@code details} is gone already and
     * has no verdict.
     */
    List<Verdict> decide(Map<String, ImageDetails> details) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (String image : facts.contents().images()) {
            Optional<String> kept = keptAtOnce(image);
            ImageDetails looked = details.get(image);
            if (kept.isPresent()) {
                verdicts.put(image, verdict(image, true, kept.get()));
            } else if (looked != null) {
                Optional<String> keeps = keptBySelf(image, looked, details).or(() -> keptByAge(image, looked, details));
                verdicts.put(image, verdict(image, keeps.isPresent(), keeps.orElseGet(() -> whyNot(image))));
            }
        }
        List<Verdict> all = new ArrayList<>(verdicts.values());
        all.addAll(uploads());
        for (CustomTag custom : facts.customTags()) {
            if (facts.contents().others().contains(custom.tag())) {
                all.add(verdict(Verdict.Kind.CUSTOM_TAG, custom.tag(), verdicts.get(custom.image())));
            }
        }
        for (CommitRecord record : facts.contents().records()) {
            all.add(verdict(record, verdicts.get(record.image()), details));
        }
        for (CustomTag custom : facts.customTags()) {
            all.add(verdict(Verdict.Kind.CUSTOM_TAG_RECORD, custom.record(), verdicts.get(custom.image())));
        }
        return all;
    }

    /** Where a manifest goes with all its tags, so do uploads. They are left of builds that did not end, and where tags go one by one. */
    private List<Verdict> uploads() {
        return facts.contents().uploads().stream()
                .filter(upload ->
                        !facts.contents().images().contains(upload.digest().hex())
                                && !KeepPolicies.isWithin(FRESH, upload.since(), facts.now()))
                .map(upload -> verdict(Verdict.Kind.UPLOAD, upload.toString(), null))
                .toList();
    }

    private Optional<String> keptAtOnce(String image) {
        return facts.use()
                .userOf(image)
                .map(user -> "runs in " + user)
                .or(() -> usedByCustomTag(image))
                .or(() -> Optional.ofNullable(git.images().get(image)))
                .or(() -> facts.keep().contains(image) ? Optional.of("on the keep list") : Optional.empty());
    }

    private Optional<String> usedByCustomTag(String image) {
        return facts.customTags().stream()
                .filter(custom -> custom.image().equals(image))
                .flatMap(custom ->
                        facts
                                .use()
                                .userOf(custom.tag())
                                .map(user -> "runs in " + user + " as " + custom.tag())
                                .stream())
                .findFirst();
    }

    /** What goes by an image goes with it. */
    private static Verdict verdict(Verdict.Kind kind, String tag, @Nullable Verdict image) {
        boolean stays = image != null && image.stays();
        String reason = stays ? "its image stays" : image == null ? "its image is gone" : "its image goes";
        return new Verdict(
                kind,
                tag,
                stays,
                reason,
                image == null ? Optional.empty() : image.image(),
                image == null ? Optional.empty() : image.commit());
    }

    private Optional<String> keptBySelf(String image, ImageDetails details, Map<String, ImageDetails> all) {
        Optional<String> user =
                facts.use().userOf(details.digest()).or(() -> facts.use().userOfAny(details.parts()));
        if (user.isPresent()) {
            return user.map(who -> "runs in " + who);
        }
        if (facts.keep().contains(details.digest())) {
            return Optional.of("on the keep list");
        }
        Optional<String> other = recordsOf(image).stream()
                .filter(this::isStranger)
                .flatMap(record -> Optional.ofNullable(all.get(record.tag())).stream())
                .map(record -> record.labels().getOrDefault("werf", ""))
                .filter(project -> !project.isEmpty() && !project.equals(facts.project()))
                .findFirst();
        if (other.isPresent()) {
            return other.map(project -> "recorded by project " + project);
        }
        if (isOurs(image)) {
            return Optional.empty();
        }
        String owner = details.labels().getOrDefault("werf", "");
        return owner.equals(facts.project())
                ? Optional.empty()
                : Optional.of(owner.isEmpty() ? "of unknown origin: it has no label werf" : "of project " + owner);
    }

    private Optional<String> keptByAge(String image, ImageDetails details, Map<String, ImageDetails> all) {
        if (facts.recent().isZero()) {
            return Optional.empty();
        }
        Optional<Instant> recorded = recordsOf(image).stream()
                .flatMap(record -> (details.created().isEmpty() ? written(record, all) : record.built()).stream())
                .max(Comparator.naturalOrder());
        return details.created()
                .filter(this::isRecent)
                .map(when -> "built " + ago(when))
                .or(() -> recorded.filter(this::isRecent).map(when -> "recorded " + ago(when)))
                .map(age -> age + " (under " + facts.recent().toHours() + " h)");
    }

    private boolean isRecent(Instant when) {
        return KeepPolicies.isWithin(facts.recent(), when, facts.now());
    }

    private String ago(Instant when) {
        return Words.ago(Duration.between(when, facts.now()));
    }

    private String whyNot(String image) {
        if (facts.history().isEmpty()) {
            return "nobody uses it";
        }
        return latest(image)
                .map(record -> "last commit " + record.abbreviatedCommit()
                        + (isKnown(record) ? " (no policy keeps it)" : " (branch gone)"))
                .orElse("no commit is recorded for it");
    }

    private Verdict verdict(String image, boolean stays, String reason) {
        Optional<CommitRecord> latest = latest(image);
        return new Verdict(
                Verdict.Kind.IMAGE, image, stays, reason, latest.flatMap(this::name), latest.map(CommitRecord::commit));
    }

    /**
     * A record goes with its image. Of an image that Git history keeps only those records stay that say so: there would be one
     * for each commit otherwise.
     */
    private Verdict verdict(CommitRecord record, @Nullable Verdict image, Map<String, ImageDetails> details) {
        Verdict stays = new Verdict(
                Verdict.Kind.RECORD, record.tag(), true, "its image stays", name(record), Optional.of(record.commit()));
        if (image == null || !image.stays()) {
            return stays.because(false, image == null ? "its image is gone" : "its image goes");
        }
        if (isStranger(record)
                || !git.images().containsKey(record.image())
                || git.records().contains(record.tag())) {
            return stays;
        }
        boolean fresh = mayBeFresh(record)
                && written(record, details)
                        .filter(when -> KeepPolicies.isWithin(FRESH, when, facts.now()))
                        .isPresent();
        return fresh
                ? stays.because(true, "written within a day, for a commit that no branch has yet")
                : stays.because(false, "another commit is recorded for its image");
    }

    private static Optional<Instant> written(CommitRecord record, Map<String, ImageDetails> details) {
        return record.built()
                .or(() -> Optional.ofNullable(details.get(record.tag())).flatMap(ImageDetails::created));
    }

    private boolean mayBeFresh(CommitRecord record) {
        return facts.history().isPresent()
                && !isKnown(record)
                && facts.contents().images().contains(record.image());
    }

    private boolean isKnown(CommitRecord record) {
        return facts.history().flatMap(history -> history.date(record.commit())).isPresent();
    }

    private List<CommitRecord> recordsOf(String image) {
        return recordsByImage.getOrDefault(image, List.of());
    }

    /** The record of the latest commit; of commits that are unknown any. */
    private Optional<CommitRecord> latest(String image) {
        Comparator<CommitRecord> byDate = Comparator.comparing(record -> facts.history()
                .flatMap(history -> history.date(record.commit()))
                .orElse(Instant.MIN));
        return recordsOf(image).stream().max(byDate);
    }

    private Optional<String> name(CommitRecord record) {
        return Optional.ofNullable(nameByHash.get(record.nameHash()));
    }
}
