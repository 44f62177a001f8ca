package io.werf.core.cleanup;

import io.werf.core.registry.Answers;
import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.ImageInspector;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /**
     * What manifests say, by tag: digest, parts, the time of a record, but no labels. One request for each; those that are gone
     * are not in it.
     */
    Map<String, ImageDetails> identify(Collection<String> tags) {
        return present(tags, tag -> inspector.manifest(repository, tag));
    }

    /** What images say about themselves, by tag: two requests for each; those that are gone are not in it. */
    Map<String, ImageDetails> open(Collection<String> tags) {
        return present(tags, tag -> inspector.image(repository, tag));
    }

    /** The tags that somebody chose for images of a project. */
    List<CustomTag> customTags(Contents contents, String project) {
        return CustomTag.of(project, contents.customRecords(), open(contents.customRecords()));
    }

    private static Map<String, ImageDetails> present(
            Collection<String> tags, Function<String, CompletableFuture<Optional<ImageDetails>>> request) {
        Map<String, ImageDetails> found = new LinkedHashMap<>();
        TenAtATime.ask(tags, request).forEach((tag, answer) -> answer.ifPresent(details -> found.put(tag, details)));
        return found;
    }
}
