package io.werf.core.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import io.werf.core.config.CleanupConfig.KeepPolicy;
import io.werf.core.config.CleanupConfig.Limit;
import io.werf.core.config.CleanupConfig.Operator;
import io.werf.core.config.CleanupConfig.ReferenceKind;
import io.werf.core.git.History;
import io.werf.core.git.Reference;
import io.werf.core.registry.ImageDetails;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * For random histories, records, deployments and policies, what stays is what the rules of keep policies say when they are
 * followed word by word, one image at a time and without regard to speed.
 */
class CleanupDecisionPropertyTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");
    private static final int WORLDS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatStaysIsWhatThePlainModelKeeps(long seed) {
        Random random = new Random(seed);
        int kept = 0;
        int gone = 0;
        for (int i = 0; i < WORLDS; i++) {
            World world = new World(random);
            List<Verdict> verdicts = world.decide();
            Set<String> stays = tags(verdicts, Verdict.Kind.IMAGE, true);
            assertThat(stays).as("world %d of seed %d", i, seed).isEqualTo(world.model());
            assertThat(verdicts)
                    .filteredOn(verdict -> verdict.kind() == Verdict.Kind.RECORD && verdict.stays())
                    .allSatisfy(record -> assertThat(stays)
                            .contains(TagName.record(record.tag()).orElseThrow().image()));
            kept += stays.size();
            gone += tags(verdicts, Verdict.Kind.IMAGE, false).size();
        }
        assertThat(kept).isGreaterThan(WORLDS);
        assertThat(gone).isGreaterThan(WORLDS);
    }

    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void aSecondRunKeepsTheSameImagesAndFindsNothingToDelete(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < WORLDS; i++) {
            World world = new World(random);
            List<Verdict> first = world.decide();
            Set<String> gone = new HashSet<>(tags(first, Verdict.Kind.IMAGE, false));
            gone.addAll(tags(first, Verdict.Kind.RECORD, false));
            List<Verdict> second = world.without(gone).decide();
            assertThat(second)
                    .as("world %d of seed %d", i, seed)
                    .isNotNull()
                    .allSatisfy(verdict -> assertThat(verdict.stays()).isTrue());
        }
    }

    private static Set<String> tags(List<Verdict> verdicts, Verdict.Kind kind, boolean stays) {
        return verdicts.stream()
                .filter(verdict -> verdict.kind() == kind && verdict.stays() == stays)
                .map(Verdict::tag)
                .collect(Collectors.toSet());
    }

    /** A project with a history of at most 25 commits, at most 12 images under three names, one of which is forgotten. */
    private static final class World {

        private final List<History.Node> commits = new ArrayList<>();
        private final List<Reference> references = new ArrayList<>();
        private final Map<String, ImageDetails> images = new HashMap<>();
        private final Set<String> tags = new HashSet<>();
        private final List<KeepPolicy> policies = new ArrayList<>();
        private final Set<String> used = new HashSet<>();
        private final Set<String> keep = new HashSet<>();
        private final Duration recent;

        World(Random random) {
            int size = 1 + random.nextInt(25);
            for (int i = 0; i < size; i++) {
                List<String> parents = new ArrayList<>();
                for (int j = 0; i > 0 && j < random.nextInt(3); j++) {
                    parents.add(hash(random.nextInt(i)));
                }
                // Whole hours, so that commits with the same date are common; and not always in the order of the graph.
                commits.add(new History.Node(hash(i), hoursAgo(random.nextInt(400)), parents));
            }
            for (int i = 0; i < random.nextInt(8); i++) {
                History.Node head = commits.get(random.nextInt(size));
                boolean tag = random.nextBoolean();
                references.add(new Reference(
                        tag ? Reference.Kind.TAG : Reference.Kind.BRANCH,
                        List.of("main", "staging", "feature/a", "v1", "v2").get(random.nextInt(5)) + i % 2,
                        tag ? hoursAgo(random.nextInt(400)) : head.date(),
                        head.hash()));
            }
            for (int i = 0; i < random.nextInt(12); i++) {
                Optional<Instant> created =
                        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(hoursAgo(random.nextInt(6)));
                Map<String, String> labels = Map.of("werf", random.nextInt(8) == 0 ? "other" : "shop");
                images.put(image(i), new ImageDetails(manifest(i), created, labels, Set.of()));
                tags.add(image(i));
            }
            for (int i = 0; i < random.nextInt(30); i++) {
                String name = List.of("backend", "frontend", "forgotten").get(random.nextInt(3));
                String commit = hash(random.nextInt(size + 3));
                int image = random.nextInt(14);
                tags.add(
                        random.nextBoolean()
                                ? TagName.record("shop", name, commit, image(image))
                                : TagName.record("shop", name, commit, image(image), hoursAgo(random.nextInt(6))));
            }
            for (int i = 0; i < random.nextInt(4); i++) {
                policies.add(new KeepPolicy(
                        random.nextBoolean() ? ReferenceKind.TAG : ReferenceKind.BRANCH,
                        List.of("/.*/", "main0", "/v[12].*/", "/(main|staging).*/")
                                .get(random.nextInt(4)),
                        limit(random),
                        limit(random)));
            }
            images.keySet().stream().filter(image -> random.nextInt(9) == 0).forEach(used::add);
            images.values().stream()
                    .filter(image -> random.nextInt(15) == 0)
                    .forEach(image -> used.add(image.digest()));
            images.keySet().stream().filter(image -> random.nextInt(15) == 0).forEach(keep::add);
            recent = random.nextBoolean() ? Duration.ZERO : Duration.ofHours(1 + random.nextInt(3));
        }

        private static Limit limit(Random random) {
            Optional<Duration> in =
                    random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofHours(1 + random.nextInt(300)));
            return new Limit(random.nextInt(6) - 1, in, random.nextBoolean() ? Operator.AND : Operator.OR);
        }

        private static Instant hoursAgo(int hours) {
            return NOW.minus(Duration.ofHours(hours));
        }

        private static String hash(int number) {
            return String.format("%040x", 0xabc000 + number);
        }

        private static String image(int number) {
            return String.format("%056x", number);
        }

        private static String manifest(int number) {
            return "sha256:" + String.format("%064x", number);
        }

        World without(Set<String> gone) {
            tags.removeAll(gone);
            images.keySet().removeAll(gone);
            return this;
        }

        List<Verdict> decide() {
            ClusterUse use = new ClusterUse(List.of());
            used.forEach(
                    reference -> use.add("mirror/x" + (reference.startsWith("sha") ? "@" : ":") + reference, "pod"));
            CleanupDecision decision = new CleanupDecision(new CleanupDecision.Facts(
                    "shop",
                    Set.of("backend", "frontend"),
                    Contents.of(tags),
                    Optional.of(History.of(references, commits)),
                    policies,
                    use,
                    List.of(),
                    keep,
                    recent,
                    NOW));
            Map<String, ImageDetails> details = new HashMap<>();
            decision.toOpen().forEach(tag -> details.put(tag, look(tag)));
            decision.toIdentify().forEach(tag -> details.put(tag, identify(tag)));
            decision.toDate(details).forEach(tag -> details.put(tag, look(tag)));
            return decision.decide(details);
        }

        /** All records are old here: they date nothing. */
        private ImageDetails look(String tag) {
            ImageDetails image = images.get(tag);
            return image != null
                    ? image
                    : new ImageDetails(manifest(999), Optional.of(NOW.minus(Duration.ofDays(300))), Map.of(), Set.of());
        }

        /** A manifest knows neither labels nor, of an image, the time. */
        private ImageDetails identify(String tag) {
            return new ImageDetails(look(tag).digest(), Optional.empty(), Map.of(), Set.of());
        }

        Set<String> model() {
            Set<String> kept = byGit();
            images.forEach((tag, details) -> {
                List<CommitRecord> records = records(tag);
                boolean ours = records.stream()
                        .anyMatch(record -> record.nameHash().equals(TagName.nameHash("shop", "backend"))
                                || record.nameHash().equals(TagName.nameHash("shop", "frontend")));
                List<Instant> built = new ArrayList<>();
                records.forEach(record -> record.built().ifPresent(built::add));
                if (!ours || built.isEmpty()) {
                    details.created().ifPresent(built::add);
                }
                boolean young = built.stream().anyMatch(time -> time.isAfter(NOW.minus(recent)));
                if (used.contains(tag)
                        || used.contains(details.digest())
                        || keep.contains(tag)
                        || young
                        || (!ours && "other".equals(details.labels().get("werf")))) {
                    kept.add(tag);
                }
            });
            return kept;
        }

        private List<CommitRecord> records(String image) {
            return Contents.of(tags).records().stream()
                    .filter(record -> record.image().equals(image))
                    .toList();
        }

        private Set<String> byGit() {
            Map<Reference, Limit> limits = new HashMap<>();
            for (KeepPolicy policy : policies.isEmpty() ? KeepPolicies.DEFAULT : policies) {
                for (Reference reference : references) {
                    if (selects(policy, reference)) {
                        limits.put(reference, policy.imagesPerReference());
                    }
                }
            }
            Set<String> kept = new HashSet<>();
            limits.forEach((reference, limit) -> {
                kept.addAll(ofReference(reference, limit, "backend"));
                kept.addAll(ofReference(reference, limit, "frontend"));
            });
            return kept;
        }

        private boolean matches(KeepPolicy policy, Reference reference) {
            String pattern = policy.pattern();
            return policy.kind().name().equals(reference.kind().name())
                    && (pattern.startsWith("/")
                            ? reference.name().matches(pattern.substring(1, pattern.length() - 1))
                            : reference.name().equals(pattern));
        }

        private boolean selects(KeepPolicy policy, Reference reference) {
            if (!matches(policy, reference)) {
                return false;
            }
            Limit limit = policy.references();
            long before = references.stream()
                    .filter(other -> matches(policy, other))
                    .distinct()
                    .filter(other -> other.date().isAfter(reference.date())
                            || (other.date().equals(reference.date())
                                    && other.name().compareTo(reference.name()) < 0))
                    .count();
            boolean last = limit.last() < 0 || before < limit.last();
            return limit.in()
                    .map(in -> reference.date().isAfter(NOW.minus(in)))
                    .map(within -> limit.operator() == Operator.AND ? within && last : within || last)
                    .orElse(last);
        }

        /** Images whose latest commit behind the reference is among the latest of such commits, or within the time. */
        private Set<String> ofReference(Reference reference, Limit limit, String name) {
            if (limit.last() == 0) {
                return Set.of();
            }
            List<String> walk = reference.kind() == Reference.Kind.TAG
                    ? List.of(reference.commit())
                    : breadthFirst(reference.commit());
            Map<String, String> latest = new HashMap<>();
            for (String image : images.keySet()) {
                walk.stream()
                        .filter(commit -> records(image).stream()
                                .anyMatch(record -> record.commit().equals(commit)
                                        && record.nameHash().equals(TagName.nameHash("shop", name))))
                        .filter(commit ->
                                limit.in().isEmpty() || limit.operator() == Operator.OR || within(limit, commit))
                        .reduce((one, other) -> isLater(other, one, walk) ? other : one)
                        .ifPresent(commit -> latest.put(image, commit));
            }
            Set<String> kept = new HashSet<>();
            latest.forEach((image, commit) -> {
                long later = latest.values().stream()
                        .distinct()
                        .filter(other -> isLater(other, commit, walk))
                        .count();
                boolean or = limit.in().isPresent() && limit.operator() == Operator.OR;
                if (limit.last() < 0 || later < limit.last() || (or && within(limit, commit))) {
                    kept.add(image);
                }
            });
            return kept;
        }

        private boolean within(Limit limit, String commit) {
            return date(commit).isAfter(NOW.minus(limit.in().orElseThrow()));
        }

        private boolean isLater(String one, String other, List<String> walk) {
            int byDate = date(one).compareTo(date(other));
            return byDate > 0 || (byDate == 0 && walk.indexOf(one) < walk.indexOf(other));
        }

        private Instant date(String commit) {
            return node(commit).date();
        }

        private History.Node node(String hash) {
            return commits.stream()
                    .filter(commit -> commit.hash().equals(hash))
                    .findFirst()
                    .orElseThrow();
        }

        private List<String> breadthFirst(String head) {
            List<String> walk = new ArrayList<>(List.of(head));
            for (int i = 0; i < walk.size(); i++) {
                for (String parent : node(walk.get(i)).parents()) {
                    if (!walk.contains(parent)) {
                        walk.add(parent);
                    }
                }
            }
            return walk;
        }
    }
}
