package io.werf.core.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds, in texts that users write, pairs {@code name=value} whose name says that the value is nobody's business. */
public final class SecretPairs {

    private static final Pattern PAIR =
            Pattern.compile("(?i)([^\\s,=]*(?:pass|pwd|token|secret|credential|api[_-]?key|private)[^\\s,=]*=)"
                    + "((?:[^,\\\\\\n]|\\\\.)+)");

    private SecretPairs() {}

    /** The text with {@code ***} for each such value. */
    public static String mask(String text) {
        return PAIR.matcher(text).replaceAll("$1***");
    }

    /** The same with as many asterisks as the value has characters, so that columns stay. */
    public static String cover(String text) {
        return PAIR.matcher(text)
                .replaceAll(pair -> Matcher.quoteReplacement(
                        pair.group(1) + "*".repeat(pair.group(2).length())));
    }
}
