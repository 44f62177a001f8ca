package io.werf.core.cleanup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Registries delete manifests, and with a manifest all of its tags. So a tag goes only if every tag of its manifest goes and no
 * index that stays consists of it. Pure.
 *
 * @param verdicts about all tags, corrected by that; images come before tags that somebody chose, and these before records
 * @param manifests the images to delete, in order: the verdicts by the digest of the manifest that their tags are on. (Each
 *     record is a manifest of its own; records are deleted after all images, so that no image is ever without the record that
 *     keeps it.)
 */
record DeletionPlan(List<Verdict> verdicts, Map<String, List<Verdict>> manifests) {

    /**
     * @param digests of the manifests of all tags of the repository that are not records, also of those without a verdict
     * @param parts digests of the manifests that indexes which stay consist of
     */
    static DeletionPlan of(List<Verdict> verdicts, Map<String, String> digests, Set<String> parts) {
        Set<String> leaving = new LinkedHashSet<>();
        verdicts.stream().filter(verdict -> !verdict.stays()).forEach(verdict -> leaving.add(verdict.tag()));
        Map<String, String> staying = new LinkedHashMap<>();
        digests.forEach((tag, digest) -> {
            if (!leaving.contains(tag)) {
                staying.putIfAbsent(digest, tag);
            }
        });
        List<Verdict> corrected = new ArrayList<>();
        Set<String> spared = new HashSet<>();
        Map<String, List<Verdict>> manifests = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            Optional<String> digest = Optional.ofNullable(digests.get(verdict.tag()));
            Optional<String> sharer = digest.flatMap(known -> Optional.ofNullable(staying.get(known)));
            boolean ofSpared = spared.contains(verdict.tag())
                    || TagName.record(verdict.tag())
                            .filter(record -> spared.contains(record.image()))
                            .isPresent();
            if (verdict.stays()) {
                corrected.add(verdict);
            } else if (verdict.kind() == Verdict.Kind.CUSTOM_TAG) {
                List<Verdict> going = digest.map(manifests::get).orElse(null);
                if (going == null) {
                    corrected.add(verdict.because(true, "the image that it is on stays"));
                    spared.add(TagName.customTagRecord(verdict.tag()));
                } else {
                    corrected.add(verdict);
                    going.add(verdict);
                }
            } else if (verdict.kind().isRecord()) {
                corrected.add(ofSpared ? verdict.because(true, "its image stays") : verdict);
            } else if (sharer.isPresent()) {
                corrected.add(verdict.because(true, "the same manifest as tag " + sharer.get()));
                spared.add(verdict.tag());
            } else if (digest.filter(parts::contains).isPresent()) {
                corrected.add(verdict.because(true, "a part of an image that stays"));
                spared.add(verdict.tag());
            } else if (digest.isPresent()) {
                corrected.add(verdict);
                manifests
                        .computeIfAbsent(digest.get(), one -> new ArrayList<>())
                        .add(verdict);
            }
        }
        return new DeletionPlan(corrected, manifests);
    }

    static DeletionPlan nothing(List<Verdict> verdicts) {
        return new DeletionPlan(verdicts, Map.of());
    }

    /** The same without manifests that were dealt with. */
    DeletionPlan without(Set<String> digests) {
        Map<String, List<Verdict>> others = new LinkedHashMap<>(manifests);
        others.keySet().removeAll(digests);
        Set<Verdict> done = new HashSet<>();
        digests.forEach(digest -> done.addAll(manifests.getOrDefault(digest, List.of())));
        return new DeletionPlan(
                verdicts.stream().filter(verdict -> !done.contains(verdict)).toList(), others);
    }

    /** Records that go. */
    List<Verdict> records() {
        return going().stream().filter(verdict -> verdict.kind().isRecord()).toList();
    }

    /** Tags that stay. */
    List<Verdict> staying() {
        return verdicts.stream().filter(Verdict::stays).toList();
    }

    List<Verdict> going() {
        return verdicts.stream().filter(verdict -> !verdict.stays()).toList();
    }
}
