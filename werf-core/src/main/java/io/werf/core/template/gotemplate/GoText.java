package io.werf.core.template.gotemplate;

import io.werf.core.template.functions.GoFormat;
import java.util.Locale;

/** Pieces of Go's messages. */
final class GoText {

    private GoText() {}

    /** A Go string literal. */
    static String quote(String text) {
        return GoFormat.quote(text);
    }

    /** A character as {@code U+0023 '#'}. */
    static String unicode(int codePoint) {
        return String.format(Locale.ROOT, "U+%04X", codePoint)
                + (Character.isISOControl(codePoint) ? "" : " '" + Character.toString(codePoint) + "'");
    }
}
