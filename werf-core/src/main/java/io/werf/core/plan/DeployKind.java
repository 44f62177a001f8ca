package io.werf.core.plan;

import java.util.Locale;

/** Why objects are deployed; decides which hooks run. */
public enum DeployKind {
    INSTALL,
    UPGRADE,
    ROLLBACK;

    /** The word in {@code helm.sh/hook}, after {@code pre-} or {@code post-}. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
