package io.werf.core.cleanup;

import io.werf.core.registry.ImageDetails;
import io.werf.core.registry.ImageName;
import io.werf.core.registry.RecordImage;
import io.werf.core.registry.RegistryClient;
import io.werf.core.registry.Repository;
import io.werf.core.registry.vendor.ImageRemover;
import io.werf.core.registry.vendor.ImageRemovers;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * The names of images that a project has or had, as recorded in its repository. Builds add the names of {@code werf.yaml}; one
 * that was taken out of {@code werf.yaml} stays, and with it what Git history keeps of its images, until it is removed here.
 * Blocks; fails as {@link RegistryClient} does.
 */
public final class ManagedImages {

    /** Names of images in labels, where they need no escapes. */
    private static final String LABEL = "werf-image-name";

    private final RegistryClient registry;
    private final ImageRemovers removers;
    private final Repository repository;
    private final String project;
    private final Clock clock;

    /** The names of one project in one repository. */
    public ManagedImages(
            RegistryClient registry, ImageRemovers removers, Repository repository, String project, Clock clock) {
        this.registry = registry;
        this.removers = removers;
        this.repository = repository;
        this.project = project;
        this.clock = clock;
    }

    /** Names, sorted; those of other projects in the same repository are not in it. */
    public List<String> names() {
        return List.copyOf(tags().keySet());
    }

    /** Records names; one that is recorded already stays as it is. */
    public void add(Collection<String> names) {
        TenAtATime.ask(names, name -> {
            ImageName record = new ImageName(repository, TagName.managed(name));
            return registry.digest(record)
                    .thenCompose(present -> present.isPresent()
                            ? CompletableFuture.completedFuture(null)
                            : recordOf(name).push(registry, record));
        });
    }

    /** Forgets names; one that is not recorded is no error. */
    public void remove(Collection<String> names) {
        Map<String, ImageDetails> recorded = tags();
        recorded.keySet().retainAll(names);
        if (!recorded.isEmpty()) {
            ImageRemover remover = removers.of(repository);
            TenAtATime.ask(
                    recorded.entrySet(),
                    record -> remover.remove(record.getValue().digest(), List.of(TagName.managed(record.getKey()))));
        }
    }

    private RecordImage recordOf(String name) {
        return new RecordImage(
                Map.of("werf", project, LABEL, name), clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private Map<String, ImageDetails> tags() {
        RepositoryReader reader = new RepositoryReader(registry, repository);
        Map<String, ImageDetails> byName = new TreeMap<>();
        reader.open(reader.contents().managed()).forEach((tag, details) -> {
            if (details.labels().getOrDefault("werf", "").equals(project)) {
                byName.put(details.labels().getOrDefault(LABEL, TagName.managedName(tag)), details);
            }
        });
        return byName;
    }
}
