package io.werf.core.template.functions;

import org.jspecify.annotations.Nullable;

/** Parts of texts, and texts of a certain width. Widths are in bytes or characters as Sprig has them. */
final class WidthFunctions {

    private static final int ELLIPSIS = 3;
    private static final int NARROWEST = 4;

    private WidthFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "trunc" -> truncated(a.length(0), a.string(1));
            case "substr" -> part(a.length(0), a.length(1), a.string(2));
            case "abbrev" -> a.length(0) < NARROWEST ? a.string(1) : abbreviated(a.string(1), 0, a.length(0));
            case "abbrevboth" -> abbreviatedOnBothSides(a);
            case "wrap" -> wrapped(a.string(1), a.length(0), "\n", false);
            case "wrapWith" -> wrapped(a.string(2), a.length(0), a.string(1), true);
            default -> throw new IllegalStateException(a.name());
        };
    }

    /** A negative width keeps the end. */
    private static String truncated(int width, String text) {
        int length = GoStrings.length(text);
        if (width < 0 && length + width > 0) {
            return GoStrings.part(text, length + width, length);
        }
        return width >= 0 && length > width ? GoStrings.part(text, 0, width) : text;
    }

    private static String part(int start, int end, String text) {
        int length = GoStrings.length(text);
        int from = Math.max(0, start);
        int to = start >= 0 && (end < 0 || end > length) ? length : end;
        if (to < from || to > length) {
            String bounds = start < 0 ? "[:" + end + "]" : "[" + from + ":" + to + "]";
            throw FunctionException.of("runtime error: slice bounds out of range " + bounds
                    + (to > length ? " with length " + length : ""));
        }
        return GoStrings.part(text, from, to);
    }

    private static String abbreviatedOnBothSides(Arguments arguments) {
        int left = arguments.length(0);
        int right = arguments.length(1);
        String text = arguments.string(2);
        boolean tooNarrow = right < NARROWEST || (left > 0 && right < NARROWEST + ELLIPSIS);
        return tooNarrow ? text : abbreviated(text, left, right);
    }

    private static String abbreviated(String text, int wantedOffset, int width) {
        if (text.length() <= width) {
            return text;
        }
        int offset = Math.min(wantedOffset, text.length());
        if (text.length() - offset < width - ELLIPSIS) {
            offset = text.length() - (width - ELLIPSIS);
        }
        if (offset <= NARROWEST) {
            return text.substring(0, width - ELLIPSIS) + "...";
        }
        if (offset + width - ELLIPSIS < text.length()) {
            return "..." + abbreviated(text.substring(offset), 0, width - ELLIPSIS);
        }
        return "..." + text.substring(text.length() - (width - ELLIPSIS));
    }

    /** Breaks at blanks; a word that is too long is broken only if {@code breaksWords}. */
    private static String wrapped(String text, int wantedWidth, String separator, boolean breaksWords) {
        int width = Math.max(1, wantedWidth);
        String newLine = separator.isEmpty() ? "\n" : separator;
        StringBuilder out = new StringBuilder();
        int offset = 0;
        while (text.length() - offset > width) {
            Limits.requireText(out.length());
            if (text.charAt(offset) == ' ') {
                offset++;
                continue;
            }
            int blank = text.lastIndexOf(' ', Math.min(offset + width, text.length() - 1));
            if (blank >= offset) {
                out.append(text, offset, blank).append(newLine);
                offset = blank + 1;
            } else if (breaksWords) {
                out.append(text, offset, offset + width).append(newLine);
                offset += width;
            } else {
                int next = text.indexOf(' ', offset + width);
                if (next < 0) {
                    break;
                }
                out.append(text, offset, next).append(newLine);
                offset = next + 1;
            }
        }
        return out.append(text, offset, text.length()).toString();
    }
}
