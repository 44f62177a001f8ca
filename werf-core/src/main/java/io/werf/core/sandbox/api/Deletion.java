package io.werf.core.sandbox.api;

import java.util.Optional;

/**
 * How an object is deleted.
 *
 * @param propagation {@code Foreground}, {@code Background} or {@code Orphan}
 * @param graceSeconds for pods; 0 means at once
 * @param uid if present, only the object with that uid is meant
 */
public record Deletion(String propagation, Optional<Long> graceSeconds, Optional<String> uid, boolean dryRun) {

    /** What happens when nothing is said. */
    public static final Deletion BACKGROUND = new Deletion("Background", Optional.empty(), Optional.empty(), false);

    /** At once, without waiting for the kubelet. */
    public static final Deletion NOW = new Deletion("Background", Optional.of(0L), Optional.empty(), false);
}
