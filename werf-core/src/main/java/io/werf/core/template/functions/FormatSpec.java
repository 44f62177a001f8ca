package io.werf.core.template.functions;

/** The flags, width and precision of one verb. */
final class FormatSpec {

    boolean minus;
    boolean plus;
    boolean sharp;
    boolean space;
    boolean zero;
    /** {@code %#v}: Go syntax. */
    boolean goSyntax;
    /** -1 for none. */
    int width = -1;

    /** -1 for none. */
    int precision = -1;

    /** Takes a flag; says no when the character is none. */
    boolean flag(char c) {
        switch (c) {
            case '-' -> minus = true;
            case '+' -> plus = true;
            case '#' -> sharp = true;
            case ' ' -> space = true;
            case '0' -> zero = true;
            default -> {
                return false;
            }
        }
        return true;
    }

    void setWidth(int value) {
        minus |= value < 0;
        width = Math.abs(value);
    }

    void setPrecision(int value) {
        precision = value;
    }

    /** {@code #} and {@code +} mean something else for {@code %v}. */
    void forVerb(int verb) {
        if (verb == 'v') {
            goSyntax = sharp;
            sharp = false;
            plus = false;
        }
    }

    /** Fills up to the width; zeros come only on the left. */
    String pad(String text) {
        return pad(text, zero && !minus);
    }

    String padWithBlanks(String text) {
        return pad(text, false);
    }

    private String pad(String text, boolean zeros) {
        int missing = width - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        return minus ? text + " ".repeat(missing) : (zeros ? "0" : " ").repeat(missing) + text;
    }
}
