package io.werf.core.plan;

/** Why objects are deployed; decides which hooks run. */
public enum DeployKind {
    INSTALL("install"),
    UPGRADE("upgrade"),
    ROLLBACK("rollback"),
    UNINSTALL("delete");

    private final String word;

    DeployKind(String word) {
        this.word = word;
    }

    /** The word in {@code werf.io/deploy-on}, and in {@code helm.sh/hook} after {@code pre-} or {@code post-}. */
    String word() {
        return word;
    }
}
