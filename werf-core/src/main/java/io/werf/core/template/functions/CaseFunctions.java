package io.werf.core.template.functions;

import org.jspecify.annotations.Nullable;

/** Letters: capital and small ones, and names in the styles of programs. */
final class CaseFunctions {

    private CaseFunctions() {}

    static @Nullable Object call(Arguments a) {
        return switch (a.name()) {
            case "upper" -> each(a.string(0), Character::toUpperCase);
            case "lower" -> each(a.string(0), Character::toLowerCase);
            case "title" -> title(a.string(0));
            case "untitle" -> eachWord(a.string(0), Character::toLowerCase);
            case "swapcase" -> swap(a.string(0));
            case "initials" -> initials(a.string(0));
            case "snakecase" -> separated(a.string(0), "_");
            case "kebabcase" -> separated(a.string(0), "-");
            case "camelcase" -> camel(a.string(0));
            default -> throw new IllegalStateException(a.name());
        };
    }

    private interface Change {
        int of(int codePoint);
    }

    /** Go changes letter by letter, so that {@code ß} stays: Java would make two of it. */
    private static String each(String text, Change change) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            out.appendCodePoint(change.of(text.codePointAt(i)));
        }
        return out.toString();
    }

    /** The first letter of each word, where words are parted by what is neither letter, digit, apostrophe nor underscore. */
    private static String title(String text) {
        StringBuilder out = new StringBuilder();
        int[] before = {' '};
        text.codePoints().forEach(c -> {
            out.appendCodePoint(isSeparator(before[0]) ? Character.toTitleCase(c) : c);
            before[0] = c;
        });
        return out.toString();
    }

    private static boolean isSeparator(int c) {
        if (c < 0x80) {
            return !Character.isLetterOrDigit(c) && c != '_';
        }
        return !Character.isLetter(c) && !Character.isDigit(c) && Character.isWhitespace(c);
    }

    private static String eachWord(String text, Change change) {
        StringBuilder out = new StringBuilder();
        boolean[] first = {true};
        text.codePoints().forEach(c -> {
            out.appendCodePoint(first[0] && !Character.isWhitespace(c) ? change.of(c) : c);
            first[0] = Character.isWhitespace(c);
        });
        return out.toString();
    }

    private static String swap(String text) {
        StringBuilder out = new StringBuilder();
        boolean[] first = {true};
        text.codePoints().forEach(c -> {
            int swapped = Character.isUpperCase(c) || Character.isTitleCase(c)
                    ? Character.toLowerCase(c)
                    : Character.isLowerCase(c) ? first[0] ? Character.toTitleCase(c) : Character.toUpperCase(c) : c;
            first[0] = Character.isWhitespace(c);
            out.appendCodePoint(swapped);
        });
        return out.toString();
    }

    /** Sprig takes the first byte of a word for its first letter. */
    private static String initials(String text) {
        StringBuilder out = new StringBuilder();
        boolean first = true;
        for (int c : text.codePoints().toArray()) {
            if (first && !Character.isWhitespace(c)) {
                out.append((char) (GoStrings.bytes(Character.toString(c))[0] & 0xFF));
            }
            first = Character.isWhitespace(c);
        }
        return out.toString();
    }

    /** Words of a name: parted by separators, by a change to capitals, and before numbers like {@code 2xx}. */
    private static String separated(String text, String separator) {
        int[] letters = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i < letters.length; i++) {
            if (type(letters[i]) == Type.SEPARATOR) {
                out.append(separator);
                from = i + 1;
                continue;
            }
            if (i > from && isBoundary(letters, from, i)) {
                out.append(separator);
                from = i;
            }
            out.appendCodePoint(Character.toLowerCase(letters[i]));
        }
        return out.toString();
    }

    private enum Type {
        UPPER,
        LOWER,
        DIGIT,
        OTHER,
        SEPARATOR
    }

    /** Digits stay with what is before them, unless small letters follow: {@code userID2} but {@code http 2xx}. */
    private static boolean isBoundary(int[] letters, int from, int at) {
        Type before = type(letters[at - 1]);
        Type here = type(letters[at]);
        if (here == Type.UPPER && before == Type.OTHER) {
            return false;
        }
        if (here == Type.UPPER) {
            boolean smallFollows = at + 1 < letters.length && type(letters[at + 1]) == Type.LOWER;
            return before != Type.UPPER || smallFollows;
        }
        return here == Type.DIGIT
                && before != Type.DIGIT
                && type(letters[from]) != Type.DIGIT
                && type(endOfDigits(letters, at)) == Type.LOWER;
    }

    private static int endOfDigits(int[] letters, int from) {
        int at = from;
        while (at < letters.length && type(letters[at]) == Type.DIGIT) {
            at++;
        }
        return at < letters.length ? letters[at] : '_';
    }

    private static Type type(int c) {
        if (Character.isUpperCase(c)) {
            return Type.UPPER;
        }
        if (Character.isLowerCase(c)) {
            return Type.LOWER;
        }
        if (Character.isDigit(c)) {
            return Type.DIGIT;
        }
        return c == '_' || c == '-' || Character.isWhitespace(c) ? Type.SEPARATOR : Type.OTHER;
    }

    /**
     * One separator between two words vanishes, and what follows it begins with a capital; a word that begins with two
     * capitals becomes small.
     */
    private static String camel(String text) {
        int[] letters = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < letters.length && isConnector(letters[i])) {
            out.appendCodePoint(letters[i++]);
        }
        boolean start = true;
        boolean small = false;
        for (; i < letters.length; i++) {
            int c = letters[i];
            boolean last = i + 1 == letters.length;
            if (isConnector(c)) {
                start = true;
                if (last || isConnector(letters[i + 1])) {
                    out.appendCodePoint(c);
                }
                continue;
            }
            if (start) {
                small = !last && type(c) == Type.UPPER && type(letters[i + 1]) == Type.UPPER;
            }
            out.appendCodePoint(start ? Character.toUpperCase(c) : small ? Character.toLowerCase(c) : c);
            start = false;
        }
        return out.toString();
    }

    private static boolean isConnector(int c) {
        return type(c) == Type.SEPARATOR;
    }
}
