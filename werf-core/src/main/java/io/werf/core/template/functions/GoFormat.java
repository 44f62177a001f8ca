package io.werf.core.template.functions;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Go's {@code fmt} for the values that templates have. Mistakes show in the text ({@code %!d(string=x)}), as in Go. */
public final class GoFormat {

    private static final int WIDEST = 1_000_000;

    private final String format;
    private final List<? extends @Nullable Object> arguments;
    private final StringBuilder out = new StringBuilder();
    private int at;
    private int next;
    private boolean reordered;
    private boolean goodIndex;

    private GoFormat(String format, List<? extends @Nullable Object> arguments) {
        this.format = format;
        this.arguments = arguments;
    }

    /** {@code Sprintf}. */
    public static String format(String format, List<? extends @Nullable Object> arguments) {
        GoFormat formatting = new GoFormat(format, arguments);
        formatting.run();
        return formatting.out.toString();
    }

    /** {@code Sprint}: blanks only between values of which neither is a string. */
    public static String print(List<? extends @Nullable Object> values) {
        StringBuilder out = new StringBuilder();
        boolean afterString = true;
        for (Object value : values) {
            boolean string = value instanceof String;
            if (!out.isEmpty() && !afterString && !string) {
                out.append(' ');
            }
            out.append(GoValues.text(value));
            Limits.requireText(out.length());
            afterString = string;
        }
        return out.toString();
    }

    /** {@code Sprintln}: blanks between all values, and a line break. */
    public static String printLine(List<? extends @Nullable Object> values) {
        return String.join(" ", values.stream().map(GoValues::text).toList()) + "\n";
    }

    /** A Go string literal. */
    public static String quote(String text) {
        return GoQuote.quote(text, '"', false);
    }

    private void run() {
        while (at < format.length()) {
            int percent = format.indexOf('%', at);
            if (percent < 0) {
                out.append(format, at, format.length());
                break;
            }
            out.append(format, at, percent);
            at = percent + 1;
            verb();
            Limits.requireText(out.length());
        }
        if (!reordered && next < arguments.size()) {
            extra();
        }
    }

    private void extra() {
        String separator = "%!(EXTRA ";
        for (Object value : arguments.subList(next, arguments.size())) {
            out.append(separator).append(value == null ? "<nil>" : GoTypes.name(value) + "=" + GoValues.text(value));
            separator = ", ";
        }
        out.append(')');
    }

    private void verb() {
        FormatSpec spec = new FormatSpec();
        goodIndex = true;
        while (at < format.length() && spec.flag(format.charAt(at))) {
            at++;
        }
        index();
        width(spec);
        if (at < format.length() && format.charAt(at) == '.') {
            at++;
            index();
            precision(spec);
        }
        index();
        if (at >= format.length()) {
            out.append("%!(NOVERB)");
            return;
        }
        int verb = format.codePointAt(at);
        at += Character.charCount(verb);
        if (verb == '%') {
            out.append('%');
        } else if (!goodIndex) {
            out.append("%!").appendCodePoint(verb).append("(BADINDEX)");
        } else if (next >= arguments.size()) {
            out.append("%!").appendCodePoint(verb).append("(MISSING)");
        } else {
            spec.forVerb(verb);
            new GoPrinter(out, spec).print(arguments.get(next++), verb);
        }
    }

    private void width(FormatSpec spec) {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            Object width = next < arguments.size() ? arguments.get(next++) : null;
            if (width instanceof Integer number && Math.abs(number) <= WIDEST) {
                spec.setWidth(number);
            } else {
                out.append("%!(BADWIDTH)");
            }
            return;
        }
        int width = number();
        if (width >= 0) {
            spec.setWidth(width);
        }
    }

    private void precision(FormatSpec spec) {
        if (at < format.length() && format.charAt(at) == '*') {
            at++;
            Object precision = next < arguments.size() ? arguments.get(next++) : null;
            if (precision instanceof Integer number && number >= 0 && number <= WIDEST) {
                spec.setPrecision(number);
            } else {
                out.append("%!(BADPREC)");
            }
            return;
        }
        spec.setPrecision(Math.max(0, number()));
    }

    /** A number at the current place, or -1; behind one that is too large Go reads nothing any more. */
    private int number() {
        int from = at;
        long number = 0;
        while (at < format.length() && format.charAt(at) >= '0' && format.charAt(at) <= '9') {
            if (number > WIDEST) {
                at = format.length();
                return -1;
            }
            number = number * 10 + (format.charAt(at++) - '0');
        }
        return from == at ? -1 : (int) number;
    }

    /** {@code [3]}: which argument comes next. */
    private void index() {
        if (at >= format.length() || format.charAt(at) != '[') {
            return;
        }
        reordered = true;
        int close = format.indexOf(']', at);
        if (close < 0) {
            goodIndex = false;
            at++;
            return;
        }
        String digits = format.substring(at + 1, close);
        at = close + 1;
        int index = digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : 0;
        if (index < 1 || index > arguments.size()) {
            goodIndex = false;
        } else {
            next = index - 1;
        }
    }
}
