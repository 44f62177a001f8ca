package io.werf.core.template.gotemplate;

/** What a map gives for a key that it does not have: Go's option {@code missingkey}. */
public enum MissingKey {
    /** Nothing, whose fields are nothing again: Go's default, used for {@code werf.yaml}. */
    NOTHING,
    /** Null, whose fields are an error: what Helm uses. */
    NULL,
    /** An error: Helm's strict mode. */
    ERROR
}
