package io.werf.core;

import io.werf.core.kube.KubeSettings;
import io.werf.core.registry.vendor.VendorSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Remove images of the project that nobody needs any more.
 *
 * @param cluster where images may be in use: the one context that is named, else every context of the kubeconfig; empty when
 *     clusters do not count
 * @param namespaces only what is in these namespaces counts; none means all
 * @param releaseRecords whether images that only release records mention count, for example those that a rollback would need;
 *     wants the right to read Secrets
 * @param keep tags that stay in any case
 * @param keepBuiltWithin how long ago an image was built that stays; empty means what {@code werf.yaml} says, 2 hours by default
 * @param vendor how the registry deletes, where that does not show
 * @param dryRun whether nothing is deleted
 */
public record CleanupRequest(
        ProjectOptions project,
        ImageOptions images,
        Optional<KubeSettings> cluster,
        List<String> namespaces,
        boolean releaseRecords,
        Set<String> keep,
        Optional<Duration> keepBuiltWithin,
        VendorSettings vendor,
        boolean dryRun) {

    /** Copies the collections. */
    public CleanupRequest {
        namespaces = List.copyOf(namespaces);
        keep = Set.copyOf(keep);
    }
}
