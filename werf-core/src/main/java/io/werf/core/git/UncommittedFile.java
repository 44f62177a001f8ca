package io.werf.core.git;

/**
 * A file whose content on disk or in the index is not the commit's.
 *
 * @param path relative to the project directory
 * @param neededBy what takes this file, for the message, for example {@code Dockerfile:5 COPY}; empty when obvious
 * @param submodule path of the submodule that it is in, relative to the project directory; empty when it is in none
 */
public record UncommittedFile(String path, State state, String neededBy, String submodule) {

    /** A file of the project's own repository. */
    public UncommittedFile(String path, State state, String neededBy) {
        this(path, state, neededBy, "");
    }

    /** The same, seen from the repository that has the submodule at that path in which this file is. */
    UncommittedFile in(String module) {
        return new UncommittedFile(module + "/" + path, state, neededBy, module);
    }

    /** How it differs from the commit. */
    public enum State {
        /** In the commit, with other content, mode or kind. */
        MODIFIED("modified"),
        /** On disk only; not ignored. */
        UNTRACKED("untracked"),
        /** In the index, not in the commit. */
        ADDED("added"),
        /** In the commit and in the index, not on disk. */
        DELETED("deleted"),
        /** In the commit, taken out of the index ({@code git rm}): a commit mends it, {@code git add} would not find it. */
        REMOVED("deleted");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** The word for messages. */
        public String label() {
            return label;
        }
    }
}
