package io.werf.core.release;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One revision of a release, as Helm 3 stores it.
 *
 * @param revision 1 for the first
 * @param chart Helm's JSON of the chart: {@code metadata}, {@code lock}, {@code templates}, {@code values}, {@code schema},
 *     {@code files}
 * @param config the values that the user gave, and no others
 * @param manifest YAML documents joined by {@code ---} lines, each begun by a {@code # Source: path} line; without hooks
 * @param hooks Helm's JSON of each hook: {@code name}, {@code kind}, {@code path}, {@code manifest}, {@code events},
 *     {@code weight}, {@code delete_policies}, {@code last_run}
 */
public record Release(
        String name,
        String namespace,
        int revision,
        ReleaseStatus status,
        Info info,
        Map<String, Object> chart,
        Map<String, Object> config,
        String manifest,
        List<Map<String, Object>> hooks) {

    /** Copies the list of hooks; the trees are not copied. */
    public Release {
        hooks = List.copyOf(hooks);
    }

    /**
     * When and why.
     *
     * @param firstDeployed when revision 1 began
     * @param lastDeployed when this revision began
     * @param deleted when it was uninstalled
     * @param description for people, for example {@code Upgrade complete}
     * @param annotations service annotations of the run (an addition of werf's)
     */
    public record Info(
            Instant firstDeployed,
            Instant lastDeployed,
            Optional<Instant> deleted,
            String description,
            String notes,
            Map<String, Object> annotations) {}

    /** The same revision in another state. */
    public Release withStatus(ReleaseStatus newStatus, String description) {
        Info changed = new Info(
                info.firstDeployed(),
                info.lastDeployed(),
                info.deleted(),
                description,
                info.notes(),
                info.annotations());
        return new Release(name, namespace, revision, newStatus, changed, chart, config, manifest, hooks);
    }
}
