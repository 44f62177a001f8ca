package io.werf.core.git;

import io.werf.core.error.WerfException;

/** HEAD is a branch that has no commit yet. */
public final class NoCommitException extends WerfException {

    private final String branch;

    NoCommitException(String branch) {
        super("the Git repository has no commit yet (HEAD is branch \"" + branch + "\")");
        this.branch = branch;
    }

    /** Short name of the branch. */
    public String branch() {
        return branch;
    }
}
