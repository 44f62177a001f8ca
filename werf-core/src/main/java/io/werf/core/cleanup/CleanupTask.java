package io.werf.core.cleanup;

import io.werf.core.config.WerfConfig;
import io.werf.core.git.GitRepository;
import io.werf.core.kube.KubeClient;
import io.werf.core.registry.Repository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A repository to clean up.
 *
 * @param finalRepository where final images are copied to, if that is another
 * @param config its {@code cleanup} section says what counts; {@code disabled} makes the run do nothing
 * @param git the project's clone
 * @param clusters all clusters that may use the images; none means that clusters do not count
 * @param namespaces only what is in these namespaces counts; none means all
 * @param releases whether images that only release records mention count; needs the right to read Secrets
 * @param keep tags that stay in any case
 * @param recent overrides how long ago an image was built that stays; zero keeps none for that reason
 */
public record CleanupTask(
        Repository repository,
        Optional<Repository> finalRepository,
        WerfConfig config,
        GitRepository git,
        List<KubeClient> clusters,
        List<String> namespaces,
        boolean releases,
        Set<String> keep,
        Optional<Duration> recent) {

    /** Copies the collections. */
    public CleanupTask {
        clusters = List.copyOf(clusters);
        namespaces = List.copyOf(namespaces);
        keep = Set.copyOf(keep);
    }
}
