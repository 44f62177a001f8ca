package io.werf.core.cleanup;

import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.UploadTag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what deleting really means, as often as the repository changes. Not thread-safe. */
final class Planning {

    private final RepositoryReader reader;
    private final Set<CommitRecord> before;
    private final Map<String, ImageDetails> known;

    /**
     * @param decidedBy what the verdicts were made from: an image that somebody records later is wanted, and stays
     * @param known what is known of images already
     */
    Planning(RepositoryReader reader, Contents decidedBy, Map<String, ImageDetails> known) {
        this.reader = reader;
        this.before = Set.copyOf(decidedBy.records());
        this.known = new HashMap<>(known);
    }

    /** @param now what the repository has now; its images that are not known yet are looked at */
    DeletionPlan plan(List<Verdict> verdicts, Contents now) {
        Set<CommitRecord> added = new HashSet<>(now.records());
        added.removeAll(before);
        Set<String> wanted = new HashSet<>();
        added.forEach(record -> wanted.add(record.image()));
        List<Verdict> current = verdicts.stream()
                .map(verdict -> wanted.contains(imageOf(verdict)) && !verdict.stays()
                        ? verdict.because(true, "wanted by a build right now")
                        : verdict)
                .toList();
        Set<String> going = new LinkedHashSet<>();
        current.stream().filter(verdict -> !verdict.stays()).forEach(verdict -> going.add(verdict.tag()));
        Set<String> present = new LinkedHashSet<>(now.images());
        present.addAll(now.others());
        now.uploads().stream().map(UploadTag::toString).filter(going::contains).forEach(present::add);
        Set<String> unknown = new LinkedHashSet<>(present);
        unknown.removeAll(known.keySet());
        known.putAll(reader.identify(unknown));
        Map<String, String> digests = new LinkedHashMap<>();
        Set<String> parts = new HashSet<>();
        for (String tag : present) {
            ImageDetails details = known.get(tag);
            if (details != null) {
                digests.put(tag, details.digest());
                if (!going.contains(tag)) {
                    parts.addAll(details.parts());
                }
            }
        }
        return DeletionPlan.of(current, digests, parts);
    }

    private static String imageOf(Verdict verdict) {
        return TagName.record(verdict.tag()).map(CommitRecord::image).orElse(verdict.tag());
    }
}
