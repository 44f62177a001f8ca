package io.werf.core.template.gotemplate;

/**
 * What is no value. Go tells two kinds of nothing apart, and so must we: a null found in a map (here: null), whose fields
 * are an error, and the nothing that a pipeline makes of it, whose fields are nothing again.
 */
enum Absent {
    /** The nothing that came out of a pipeline. */
    NOTHING,
    /** No value was passed on by an earlier command of the pipeline. */
    NOT_PIPED
}
