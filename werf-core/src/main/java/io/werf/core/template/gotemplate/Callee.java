package io.werf.core.template.gotemplate;

import io.werf.core.template.functions.TemplateFunction;

/** What the name of a function stands for. */
sealed interface Callee {

    /** A function of the registry. */
    record Library(TemplateFunction function) implements Callee {}

    /** Functions that need the running template. */
    enum Builtin implements Callee {
        /** Stops at the first argument that decides. */
        AND,
        /** Stops at the first argument that decides. */
        OR,
        /** Calls a value, of which none is a function here. */
        CALL,
        /** Renders a template of the set to a string. */
        INCLUDE,
        /** Parses and renders a string. */
        TPL
    }
}
