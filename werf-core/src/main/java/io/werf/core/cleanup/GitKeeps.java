package io.werf.core.cleanup;

import io.werf.core.config.CleanupConfig.KeepPolicy;
import io.werf.core.config.CleanupConfig.Limit;
import io.werf.core.config.CleanupConfig.Operator;
import io.werf.core.git.History;
import io.werf.core.git.Reference;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The images that the Git history keeps.
 *
 * @param images tag of each image, and which reference keeps it
 * @param records tags of the records that say so: for each image and reference the one of the latest commit
 */
record GitKeeps(Map<String, String> images, Set<String> records) {

    static final GitKeeps NOTHING = new GitKeeps(Map.of(), Set.of());

    /** A record whose commit was reached from a reference. */
    private record Hit(CommitRecord record, Instant date, int place) {

        /** The latest commit first; of commits of the same second the one nearer to the head of the reference. */
        static final Comparator<Hit> LATEST =
                Comparator.comparing(Hit::date).reversed().thenComparing(Hit::place);
    }

    /** @param records of images that exist, under names that the project has or had */
    static GitKeeps of(List<KeepPolicy> policies, History history, List<CommitRecord> records, Instant now) {
        Map<String, List<CommitRecord>> byName = new LinkedHashMap<>();
        records.forEach(record -> byName.computeIfAbsent(record.nameHash(), name -> new ArrayList<>())
                .add(record));
        GitKeeps keeps = new GitKeeps(new HashMap<>(), new HashSet<>());
        KeepPolicies.select(policies, history.references(), now).forEach((reference, limit) -> {
            if (limit.last() != 0) {
                // A tag stands for one commit, a branch for all that led to its head.
                History.Reach reach = history.from(reference.commit());
                byName.values()
                        .forEach(ofName -> keeps.add(reference, limit, hits(ofName, reference, reach, history), now));
            }
        });
        return keeps;
    }

    private static Collection<Hit> hits(
            List<CommitRecord> records, Reference reference, History.Reach reach, History history) {
        Map<String, Hit> latest = new HashMap<>();
        for (CommitRecord record : records) {
            OptionalInt place = reach.place(record.commit());
            boolean counts = place.isPresent()
                    && (reference.kind() == Reference.Kind.BRANCH
                            || record.commit().equals(reference.commit()));
            if (counts) {
                Hit hit = new Hit(record, history.date(record.commit()).orElseThrow(), place.getAsInt());
                latest.merge(record.image(), hit, (a, b) -> Hit.LATEST.compare(a, b) <= 0 ? a : b);
            }
        }
        return latest.values();
    }

    private void add(Reference reference, Limit limit, Collection<Hit> hits, Instant now) {
        boolean onlyWithin = limit.in().isPresent() && limit.operator() == Operator.AND;
        boolean orWithin = limit.in().isPresent() && limit.operator() == Operator.OR;
        List<Hit> sorted = hits.stream()
                .filter(hit -> !onlyWithin || isWithin(limit, hit, now))
                .sorted(Hit.LATEST)
                .toList();
        Set<String> commits = new LinkedHashSet<>();
        for (Hit hit : sorted) {
            commits.add(hit.record().commit());
            boolean amongLast = limit.last() < 0 || commits.size() <= limit.last();
            if (amongLast || (orWithin && isWithin(limit, hit, now))) {
                records.add(hit.record().tag());
                images.putIfAbsent(
                        hit.record().image(),
                        reference
                                + (limit.last() > 0
                                        ? ", " + Words.ordinal(commits.size()) + " of " + limit.last()
                                        : ""));
            }
        }
    }

    private static boolean isWithin(Limit limit, Hit hit, Instant now) {
        return KeepPolicies.isWithin(limit.in().orElseThrow(), hit.date(), now);
    }
}
