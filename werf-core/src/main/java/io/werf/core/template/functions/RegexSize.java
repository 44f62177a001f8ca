package io.werf.core.template.functions;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Repetitions in repetitions make a small expression a large program. As Go does, we allow a thousand altogether; the
 * library that compiles them looks at each one alone.
 */
final class RegexSize {

    private static final int MOST_REPETITIONS = 1000;
    private static final Pattern REPETITION = Pattern.compile("\\{([0-9]{1,4})(?:,([0-9]{0,4}))?\\}");

    private RegexSize() {}

    /** @throws PatternSyntaxException if something is repeated more than a thousand times */
    static void check(String regex) {
        Deque<Integer> outer = new ArrayDeque<>();
        int inGroup = 1;
        int ofAtom = 1;
        Matcher repetition = REPETITION.matcher(regex);
        int at = 0;
        while (at < regex.length()) {
            char c = regex.charAt(at);
            int next = at + 1;
            if (c == '{' && repetition.region(at, regex.length()).lookingAt()) {
                ofAtom *= Math.max(1, Math.max(number(repetition.group(1)), number(repetition.group(2))));
                if (ofAtom > MOST_REPETITIONS) {
                    throw new PatternSyntaxException("invalid repeat count", repetition.group());
                }
                inGroup = Math.max(inGroup, ofAtom);
                next = repetition.end();
            } else if (c == '(') {
                outer.push(inGroup);
                inGroup = 1;
            } else if (c == ')' && !outer.isEmpty()) {
                ofAtom = inGroup;
                inGroup = Math.max(outer.pop(), ofAtom);
            } else {
                ofAtom = "*+?".indexOf(c) < 0 ? 1 : ofAtom;
                next = c == '\\' ? at + 2 : c == '[' ? endOfClass(regex, at) : next;
            }
            at = next;
        }
    }

    private static int number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null || digits.isEmpty() ? 0 : Integer.parseInt(digits);
    }

    private static int endOfClass(String regex, int open) {
        int at = regex.startsWith("^", open + 1) ? open + 3 : open + 2; // a bracket that comes first stands for itself
        while (at < regex.length() && regex.charAt(at) != ']') {
            at += regex.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }
}
