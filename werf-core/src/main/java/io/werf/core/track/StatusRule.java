package io.werf.core.track;

import java.util.Optional;

/**
 * When an object is ready and when it has failed, as data.
 *
 * @param ready empty when that is read as of any other object
 */
record StatusRule(Optional<StatusMatch> ready, Optional<StatusMatch> failed) {

    /** This rule, completed by another where it says nothing. */
    StatusRule or(StatusRule other) {
        return new StatusRule(ready.or(other::ready), failed.or(other::failed));
    }
}
