package io.werf.core.config;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/** How configuration files write sets of names: a name as it is, or a regular expression between slashes for whole names. */
final class NamePattern {

    private NamePattern() {}

    /**
     * Whether a name is meant.
     *
     * @throws java.util.regex.PatternSyntaxException if what is between the slashes is no regular expression
     */
    static Predicate<String> of(String written) {
        if (written.length() > 2 && written.startsWith("/") && written.endsWith("/")) {
            return Pattern.compile(written.substring(1, written.length() - 1)).asMatchPredicate();
        }
        return written::equals;
    }
}
