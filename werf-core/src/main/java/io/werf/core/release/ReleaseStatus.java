package io.werf.core.release;

import java.util.Arrays;
import java.util.Locale;

/** State of a revision, with Helm's spellings. */
public enum ReleaseStatus {
    UNKNOWN,
    DEPLOYED,
    UNINSTALLED,
    SUPERSEDED,
    FAILED,
    UNINSTALLING,
    PENDING_INSTALL,
    PENDING_UPGRADE,
    PENDING_ROLLBACK;

    /** As Helm writes it, for example {@code pending-install}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The status of that spelling; {@link #UNKNOWN} for any other text. */
    public static ReleaseStatus of(String text) {
        return Arrays.stream(values())
                .filter(status -> status.text().equals(text))
                .findFirst()
                .orElse(UNKNOWN);
    }

    /** Whether an operation had begun on it and its end was never recorded. */
    public boolean isPending() {
        return this == PENDING_INSTALL || this == PENDING_UPGRADE || this == PENDING_ROLLBACK;
    }

    /** Whether its resources were once completely deployed, so that it can be the base of an upgrade or a rollback. */
    public boolean wasDeployed() {
        return this == DEPLOYED || this == SUPERSEDED;
    }

    /** Whether it counts as a failure when it is the last revision: then unchanged resources are tracked too. */
    public boolean countsAsFailed() {
        return this == FAILED || this == UNKNOWN || this == UNINSTALLING || isPending();
    }
}
