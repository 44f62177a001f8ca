package io.werf.core.config;

import io.werf.core.error.WerfException;

/** A name that is used as it is given is not one that Kubernetes or Helm would take. */
public final class InvalidNameException extends WerfException {

    /** What the name is for. */
    public enum Kind {
        PROJECT("project name", "lower-case letters, digits and dashes, at most 50, no dash at either end"),
        RELEASE(
                "release name",
                "lower-case letters, digits, dashes and dots, at most 53, a letter or digit at both ends"),
        NAMESPACE("namespace", "lower-case letters, digits and dashes, at most 63, a letter or digit at both ends");

        private final String label;
        private final String rule;

        Kind(String label, String rule) {
            this.label = label;
            this.rule = rule;
        }

        /** The kind's name in messages. */
        public String label() {
            return label;
        }

        /** What such a name may consist of. */
        public String rule() {
            return rule;
        }
    }

    private final Kind kind;
    private final String name;

    InvalidNameException(Kind kind, String name) {
        super(
                name.isEmpty()
                        ? "the " + kind.label() + " is empty"
                        : "the " + kind.label() + " \"" + name + "\" is not valid; it may have " + kind.rule());
        this.kind = kind;
        this.name = name;
    }

    /** What the name is for. */
    public Kind kind() {
        return kind;
    }

    /** The name as it was given or rendered. */
    public String name() {
        return name;
    }
}
