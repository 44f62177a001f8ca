package io.werf.core.git;

/** A set of files by their paths, relative to the project directory, with {@code /}. */
public interface PathRule {

    /** Whether the file at {@code path} belongs to the set. */
    boolean matches(String path);

    /**
     * Whether a file below a directory could belong to the set: what cannot is not looked into. May be too generous.
     *
     * @param directory {@code ""} for the project directory
     */
    boolean mayMatchBelow(String directory);

    /** No file. */
    static PathRule none() {
        return new All(false);
    }

    /** Every file. */
    static PathRule all() {
        return new All(true);
    }

    /** All files or none. */
    record All(boolean yes) implements PathRule {

        @Override
        public boolean matches(String path) {
            return yes;
        }

        @Override
        public boolean mayMatchBelow(String directory) {
            return yes;
        }
    }
}
