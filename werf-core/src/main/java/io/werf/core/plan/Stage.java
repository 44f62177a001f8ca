package io.werf.core.plan;

/** Parts of a deploy; one begins when everything of the one before is applied and ready. */
public enum Stage {
    /** CustomResourceDefinitions and Namespaces: others cannot exist without them. */
    EARLY,
    /** Hooks before an install, upgrade or rollback. */
    PRE,
    /** The application. */
    MAIN,
    /** Hooks after it. */
    POST
}
