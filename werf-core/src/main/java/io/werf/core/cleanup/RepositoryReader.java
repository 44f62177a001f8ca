package io.werf.core.cleanup;

import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.ImageInspector;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Reads what is in a repository; blocks. */
final class RepositoryReader {

    private final RegistryClient registry;
    private final ImageInspector inspector;
    private final Repository repository;

    RepositoryReader(RegistryClient registry, Repository repository) {
        this.registry = registry;
        this.inspector = new ImageInspector(registry);
        this.repository = repository;
    }

    Contents contents() {
        return Contents.of(Answers.await(registry.tags(repository)));
    }

    /** What images and records say about themselves; those that are gone are not in it. */
    Map<String, ImageDetails> look(Collection<String> tags) {
        return present(
                tags,
                tag -> TagName.record(tag).isPresent()
                        ? inspector.manifest(repository, tag)
                        : inspector.image(repository, tag));
    }

    /**
     * Finds out what deleting really means.
     *
     * @param verdicts by what the repository had before
     * @param now what it has now: an image that somebody recorded meanwhile is wanted, and stays
     * @param known what is known of images already
     */
    DeletionPlan plan(List<Verdict> verdicts, Contents before, Contents now, Map<String, ImageDetails> known) {
        Set<CommitRecord> added = new HashSet<>(now.records());
        before.records().forEach(added::remove);
        Set<String> wanted = new HashSet<>();
        added.forEach(record -> wanted.add(record.image()));
        List<Verdict> current = verdicts.stream()
                .map(verdict -> wanted.contains(imageOf(verdict))
                        ? verdict.because(true, "wanted by a build right now")
                        : verdict)
                .toList();
        Set<String> going = new LinkedHashSet<>();
        current.stream().filter(verdict -> !verdict.stays()).forEach(verdict -> going.add(verdict.tag()));
        Set<String> unknown = new LinkedHashSet<>(now.all());
        unknown.removeAll(known.keySet());
        Map<String, ImageDetails> all = new LinkedHashMap<>(known);
        all.putAll(present(
                unknown,
                tag -> manifest(tag, going.contains(tag) || TagName.record(tag).isPresent())));
        Map<String, String> digests = new LinkedHashMap<>();
        Set<String> parts = new HashSet<>();
        all.forEach((tag, details) -> {
            digests.put(tag, details.digest());
            if (!going.contains(tag)) {
                parts.addAll(details.parts());
            }
        });
        return DeletionPlan.of(current, digests, parts);
    }

    private static String imageOf(Verdict verdict) {
        return TagName.record(verdict.tag()).map(CommitRecord::image).orElse(verdict.tag());
    }

    /** Of what can have no parts that matter, a HEAD request tells enough. */
    private CompletableFuture<Optional<ImageDetails>> manifest(String tag, boolean digestOnly) {
        if (!digestOnly) {
            return inspector.manifest(repository, tag);
        }
        return registry.digest(new ImageName(repository, tag))
                .thenCompose(digest -> digest.filter(String::isEmpty).isPresent()
                        ? inspector.manifest(repository, tag)
                        : CompletableFuture.completedFuture(
                                digest.map(known -> new ImageDetails(known, Optional.empty(), Map.of(), Set.of()))));
    }

    private static Map<String, ImageDetails> present(
            Collection<String> tags, Function<String, CompletableFuture<Optional<ImageDetails>>> request) {
        Map<String, ImageDetails> found = new LinkedHashMap<>();
        TenAtATime.ask(tags, request).forEach((tag, answer) -> answer.ifPresent(details -> found.put(tag, details)));
        return found;
    }
}
