package io.werf.core.git;

import java.time.Instant;

/**
 * A branch or a tag of the repository that this one was cloned from.
 *
 * @param name short: {@code main}, {@code feature/x}, {@code v1.2}
 * @param date committer date of a branch's or a lightweight tag's commit; an annotated tag's own date
 * @param commit full hex id of the commit; of a tag of a tag the one at the end
 */
public record Reference(Kind kind, String name, Instant date, String commit) {

    /** The kinds of references. */
    public enum Kind {
        BRANCH,
        TAG
    }

    @Override
    public String toString() {
        return (kind == Kind.BRANCH ? "branch " : "tag ") + name;
    }
}
