package io.werf.core.plan;

import io.werf.core.kube.ResourceId;
import java.util.Optional;

/**
 * An order that a chart's author wants between objects of the release.
 *
 * @param annotation that says so, for errors
 * @param state what the others must be before
 * @param group API group; this and the following are what others must have in common, empty ones do not matter
 */
public record Dependency(
        String annotation,
        State state,
        Optional<String> group,
        Optional<String> version,
        Optional<String> kind,
        Optional<String> name,
        Optional<String> namespace) {

    /** What is waited for. */
    public enum State {
        /** Applied, and ready. */
        READY,
        /** Applied. */
        PRESENT,
        /** Deleted. */
        ABSENT
    }

    /** Whether it means that object. */
    boolean matches(ResourceId id, String releaseNamespace) {
        return group.map(id.group()::equals).orElse(true)
                && version.map(id.version()::equals).orElse(true)
                && kind.map(id.kind()::equals).orElse(true)
                && name.map(id.name()::equals).orElse(true)
                && namespace
                        .map((id.namespace().isEmpty() ? releaseNamespace : id.namespace())::equals)
                        .orElse(true);
    }
}
