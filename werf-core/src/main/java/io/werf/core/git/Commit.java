package io.werf.core.git;

import java.time.Instant;
import java.util.Optional;

/**
 * A commit.
 *
 * @param hash full hex id
 * @param date committer date
 * @param subject first line of the message
 * @param branch short name of the branch that HEAD is on; empty when HEAD is detached
 */
public record Commit(String hash, Instant date, String subject, Optional<String> branch) {

    /** The first seven digits. */
    public String abbreviated() {
        return hash.substring(0, 7);
    }
}
