package io.werf.core.secret;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds, in texts that users write, pairs {@code name=value} whose name says that the value is nobody's business. */
public final class SecretPairs {

    // Possessive, as a value may be a whole certificate: else the matcher goes back, or down the stack, for each
    // character.
    private static final Pattern NAME = Pattern.compile("(?<![^\\s,=])([^\\s,=]++)=");
    private static final Pattern TELLING = Pattern.compile("(?i)pass|pwd|token|secret|credential|api[_-]?key|private");
    private static final Pattern VALUE = Pattern.compile("(?:[^,\\\\\\n]|\\\\.)++");

    private SecretPairs() {}

    /** The text with {@code ***} for each such value. */
    public static String mask(String text) {
        return replace(text, value -> "***");
    }

    /** The same with as many asterisks as the value has characters, so that columns stay. */
    public static String cover(String text) {
        return replace(text, value -> "*".repeat(value.length()));
    }

    private static String replace(String text, UnaryOperator<String> mask) {
        StringBuilder out = new StringBuilder();
        Matcher name = NAME.matcher(text);
        Matcher value = VALUE.matcher(text);
        int copied = 0;
        for (int at = 0; name.find(at); ) {
            at = name.end();
            if (TELLING.matcher(name.group(1)).find()
                    && value.region(at, text.length()).lookingAt()) {
                out.append(text, copied, at).append(mask.apply(value.group()));
                at = value.end();
                copied = at;
            }
        }
        return out.append(text, copied, text.length()).toString();
    }
}
