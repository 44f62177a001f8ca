package io.werf.core.config;

/**
 * A secret of a build, mounted by {@code RUN --mount=type=secret,id=…}. Its value is in no layer and in no digest; the id
 * belongs to the image's definition.
 */
public sealed interface BuildSecret {

    /** The name by which the Dockerfile asks for it. */
    String id();

    /**
     * The value of an environment variable of the run.
     *
     * @param variable its name
     */
    record OfVariable(String id, String variable) implements BuildSecret {}

    /**
     * The content of a file of this machine, in the work tree or not.
     *
     * @param path as it is written: absolute, relative to the project directory, or below the user's home after {@code ~/}
     */
    record OfFile(String id, String path) implements BuildSecret {}

    /** A value that {@code werf.yaml} itself has, for example from a template. */
    record OfValue(String id, String value) implements BuildSecret {

        /** Without the value: records get printed. */
        @Override
        public String toString() {
            return "OfValue[id=" + id + "]";
        }
    }
}
