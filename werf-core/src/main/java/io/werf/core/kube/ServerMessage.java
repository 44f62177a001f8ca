package io.werf.core.kube;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API server's words, fit for logs: it quotes what it refuses, whole objects at times and the data of Secrets, and its JSON
 * decoder quotes what stands around an error.
 */
final class ServerMessage {

    private static final int LONGEST_VALUE = 80;
    private static final int LONGEST = 2000;

    /** {@code Invalid value: "…": reason} of field errors; Go's quoting escapes quotes and ends of lines. */
    private static final Pattern QUOTED =
            Pattern.compile("((?:Invalid|Unsupported|Duplicate) value: )(\"(?:[^\"\\\\]|\\\\.)*+\")");

    /** The same with a printed Go structure, up to the reason. */
    private static final Pattern STRUCTURE = Pattern.compile(
            "((?:Invalid|Unsupported|Duplicate) value: )([a-zA-Z0-9.*&\\[\\]]*\\{.*\\}|map\\[.*\\])(?=: |$)");

    /** The decoder's quotations. */
    private static final Pattern DECODER =
            Pattern.compile(", error found in #\\d+ byte of \\.\\.\\.\\|.*", Pattern.DOTALL);

    private ServerMessage() {}

    /** @param secret whether no value at all may be shown */
    static String safe(String message, boolean secret) {
        String text = DECODER.matcher(message).replaceAll("");
        text = shorten(QUOTED, text, secret ? 0 : LONGEST_VALUE);
        text = shorten(STRUCTURE, text, secret ? 0 : LONGEST_VALUE);
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    private static String shorten(Pattern pattern, String text, int longest) {
        return pattern.matcher(text).replaceAll(found -> {
            String value = found.group(2);
            return Matcher.quoteReplacement(
                    found.group(1) + (value.length() > longest ? "(" + value.length() + " characters)" : value));
        });
    }
}
